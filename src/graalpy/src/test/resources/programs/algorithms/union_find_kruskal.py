from dataclasses import dataclass, field


@dataclass
class DisjointSets:
    parent: dict = field(default_factory=dict)
    size: dict = field(default_factory=dict)

    def find(self, x):
        self.parent.setdefault(x, x)
        self.size.setdefault(x, 1)
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True

    @property
    def count(self):
        return sum(x == p for x, p in self.parent.items())


edges = [
    (4, "A", "B"), (8, "A", "H"), (8, "B", "C"), (11, "B", "H"), (7, "C", "D"),
    (2, "C", "I"), (4, "C", "F"), (9, "D", "E"), (14, "D", "F"), (10, "E", "F"),
    (2, "F", "G"), (1, "G", "H"), (6, "G", "I"), (7, "H", "I"),
]

sets, tree = DisjointSets(), []
for weight, a, b in sorted(edges):
    if sets.union(a, b):
        tree.append((weight, a, b))
        print(f"take {a}-{b} ({weight}), {sets.count} parts so far")
    else:
        print(f"skip {a}-{b} ({weight})")

print("weight of the tree:", sum(w for w, *_ in tree))
assert len(tree) == len(sets.parent) - 1

# Islands in a grid with the same structure
MAP = """
##..#....
#..##..#.
..##..###
#......#.
##.#....#
"""
land = {(x, y) for y, row in enumerate(MAP.split()) for x, c in enumerate(row) if c == "#"}
islands = DisjointSets()
for x, y in sorted(land):
    islands.find((x, y))
    for neighbour in ((x + 1, y), (x, y + 1)):
        if neighbour in land:
            islands.union((x, y), neighbour)
roots = sorted((islands.size[p] for p, q in islands.parent.items() if p == q), reverse=True)
print(islands.count, "islands of sizes", roots)
