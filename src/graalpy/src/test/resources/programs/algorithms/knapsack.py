from functools import lru_cache
from typing import NamedTuple


class Item(NamedTuple):
    name: str
    weight: int
    value: int


items = [
    Item("map", 9, 150), Item("compass", 13, 35), Item("water", 53, 200),
    Item("sandwich", 15, 160), Item("tin", 28, 60), Item("banana", 27, 60),
    Item("apple", 19, 40), Item("camera", 32, 30), Item("towel", 18, 12),
]
capacity = 90

# Bottom up, one row per item
best = [[0] * (capacity + 1)]
for item in items:
    row = best[-1][:]
    for room in range(item.weight, capacity + 1):
        row[room] = max(row[room], best[-1][room - item.weight] + item.value)
    best.append(row)

chosen, room = [], capacity
for i in range(len(items), 0, -1):
    if best[i][room] != best[i - 1][room]:
        chosen.append(items[i - 1])
        room -= items[i - 1].weight

print("best value:", best[-1][capacity])
for item in reversed(chosen):
    print(f"  {item.name:<10} {item.weight:>3} {item.value:>4}")
print("weight used:", capacity - room)


# Top down with a cache
@lru_cache(maxsize=None)
def value(index, room):
    if index == len(items):
        return 0
    skip = value(index + 1, room)
    item = items[index]
    if item.weight > room:
        return skip
    return max(skip, item.value + value(index + 1, room - item.weight))


print("top down:", value(0, capacity), "with", value.cache_info().currsize, "states")
assert value(0, capacity) == best[-1][capacity]

greedy, room = 0, capacity
for item in sorted(items, key=lambda i: i.value / i.weight, reverse=True):
    if item.weight <= room:
        greedy += item.value; room -= item.weight
print(f"greedy: {greedy} ({greedy / best[-1][capacity]:.1%} of the optimum)")
