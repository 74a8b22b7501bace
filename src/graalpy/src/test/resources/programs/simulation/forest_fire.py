import random
import sys
from itertools import product

rng = random.Random(31)
SIZE = 16
EMPTY, TREE, FIRE = " ", "T", "*"


def neighbours(x, y):
    for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        if 0 <= x + dx < SIZE and 0 <= y + dy < SIZE:
            yield x + dx, y + dy


def burn(density):
    """Plant a forest, light its left edge, return (trees, burnt, steps)."""
    forest = {(x, y): TREE if rng.random() < density else EMPTY for x, y in product(range(SIZE), repeat=2)}
    trees = sum(v == TREE for v in forest.values())
    front = [c for c in forest if c[0] == 0 and forest[c] == TREE]
    for c in front: forest[c] = FIRE
    burnt, steps = len(front), 0
    while front:
        following = []
        for cell in front:
            forest[cell] = EMPTY
            for n in neighbours(*cell):
                if forest[n] == TREE:
                    forest[n] = FIRE
                    following.append(n)
        burnt += len(following)
        front = following
        steps += 1
    return trees, burnt, steps, forest


print("density  burnt  steps")
for percent in range(30, 100, 10):
    runs = [burn(percent / 100) for _ in range(3)]
    share = sum(b for _, b, _, _ in runs) / sum(t for t, _, _, _ in runs)
    print(f"{percent:>6}% {share:>6.0%} {max(s for _, _, s, _ in runs):>6}  {'#' * round(share * 30)}")

trees, burnt, steps, forest = burn(0.58)
print(f"{trees} trees, {burnt} burnt in {steps} steps; what is left:")
for y in range(SIZE):
    print("".join(forest[x, y] for x in range(SIZE)).rstrip() or "-")
if burnt > trees / 2:
    print("more than half is gone", file=sys.stderr)
else:
    print("the fire went out early", file=sys.stderr)
