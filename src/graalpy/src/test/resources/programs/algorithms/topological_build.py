from collections import deque
from graphlib import CycleError, TopologicalSorter

DEPENDENCIES = {
    "app": ["web", "core", "auth"],
    "web": ["http", "templates"],
    "auth": ["crypto", "db"],
    "core": ["db", "config"],
    "db": ["config"],
    "http": ["sockets"],
    "templates": [],
    "crypto": [],
    "config": [],
    "sockets": [],
}
COST = {name: 1 + len(name) % 4 for name in DEPENDENCIES}

# Kahn's algorithm by hand
missing = {name: len(needs) for name, needs in DEPENDENCIES.items()}
users = {name: [] for name in DEPENDENCIES}
for name, needs in DEPENDENCIES.items():
    for need in needs:
        users[need].append(name)

ready = deque(sorted(name for name, n in missing.items() if n == 0))
order = []
while ready:
    name = ready.popleft()
    order.append(name)
    for user in users[name]:
        missing[user] -= 1
        if missing[user] == 0:
            ready.append(user)

print("build order:", " ".join(order))
position = {name: i for i, name in enumerate(order)}
assert all(position[need] < position[name] for name, needs in DEPENDENCIES.items() for need in needs)

# Parallel levels from the library
sorter = TopologicalSorter(DEPENDENCIES)
sorter.prepare()
level = 0
while sorter.is_active():
    names = sorted(sorter.get_ready())
    print(f"level {level}: {', '.join(names)}")
    sorter.done(*names)
    level += 1

# Earliest finish and the critical path
finish = {}
for name in order:
    finish[name] = COST[name] + max((finish[n] for n in DEPENDENCIES[name]), default=0)
path = ["app"]
while DEPENDENCIES[path[-1]]:
    path.append(max(DEPENDENCIES[path[-1]], key=finish.get))
print(f"critical path ({finish['app']} of {sum(COST.values())} minutes):", " <- ".join(path))

DEPENDENCIES["config"].append("app")
try:
    list(TopologicalSorter(DEPENDENCIES).static_order())
except CycleError as error:
    print("cycle of", len(error.args[1]) - 1, "modules, app among them:", "app" in error.args[1])
