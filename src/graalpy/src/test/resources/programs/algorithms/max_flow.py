from collections import defaultdict, deque


class Network:
    """Edmonds-Karp on an adjacency map of residual capacities."""

    def __init__(self):
        self.residual = defaultdict(lambda: defaultdict(int))
        self.edges = []

    def add(self, source, target, capacity):
        self.residual[source][target] += capacity
        self.residual[target][source] += 0
        self.edges.append((source, target, capacity))

    def augmenting_path(self, source, sink):
        came = {source: None}
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for target, capacity in self.residual[node].items():
                if capacity > 0 and target not in came:
                    came[target] = node
                    if target == sink:
                        path = [sink]
                        while (node := came[path[-1]]) is not None:
                            path.append(node)
                        return path[::-1]
                    queue.append(target)
        return None

    def max_flow(self, source, sink):
        total = 0
        while path := self.augmenting_path(source, sink):
            amount = min(self.residual[a][b] for a, b in zip(path, path[1:]))
            for a, b in zip(path, path[1:]):
                self.residual[a][b] -= amount
                self.residual[b][a] += amount
            total += amount
            print(f"  +{amount} along {'-'.join(path)}")
        return total


pipes = Network()
for line in "S A 10,S C 10,A B 4,A C 2,A D 8,C D 9,B T 10,D B 6,D T 10".split(","):
    a, b, capacity = line.split()
    pipes.add(a, b, int(capacity))
print("flow:", pipes.max_flow("S", "T"))
for a, b, capacity in pipes.edges:
    flow = capacity - pipes.residual[a][b]
    print(f"  {a}->{b} {flow}/{capacity}{' full' if flow == capacity else ''}")

# Bipartite matching: applicants and jobs
wishes = {"ann": ["cook", "driver"], "ben": ["driver"], "cy": ["cook", "clerk", "driver"], "dot": ["cook"]}
matching = Network()
for person, jobs in wishes.items():
    matching.add("start", person, 1)
    for job in jobs: matching.add(person, job, 1)
for job in ("cook", "driver", "clerk"): matching.add(job, "end", 1)
print("placed:", matching.max_flow("start", "end"))
print({p: j for p, jobs in wishes.items() for j in jobs if matching.residual[j][p]})
