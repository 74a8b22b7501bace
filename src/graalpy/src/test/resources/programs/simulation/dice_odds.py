"""Exact odds with convolutions, checked by a seeded experiment."""
import random
from collections import Counter
from fractions import Fraction
from itertools import product


def die(sides):
    return {face: Fraction(1, sides) for face in range(1, sides + 1)}


def add(a, b):
    result = Counter()
    for (x, p), (y, q) in product(a.items(), b.items()):
        result[x + y] += p * q
    return dict(result)


def best_of(count, keep, sides):
    """Roll some dice and keep the highest."""
    odds = Counter()
    for roll in product(range(1, sides + 1), repeat=count):
        odds[sum(sorted(roll)[-keep:])] += Fraction(1, sides**count)
    return dict(odds)


def mean(odds): return sum(x * p for x, p in odds.items())
def at_least(odds, n): return sum((p for x, p in odds.items() if x >= n), Fraction(0))


two = add(die(6), die(6))
for total in sorted(two):
    print(f"{total:>2} {str(two[total]):>5} {'#' * int(two[total] * 72)}")

mixed = add(add(die(4), die(8)), die(12))
print("d4 + d8 + d12: mean", mean(mixed), "at least 20:", at_least(mixed, 20))
assert sum(mixed.values()) == 1

kept = best_of(3, 2, 6)
print("best two of three: mean", mean(kept), f"= {float(mean(kept)):.4f}, gain {float(mean(kept) - mean(two)):.4f}")

rng = random.Random(0)
rolls = Counter(sum(sorted(rng.randint(1, 6) for _ in range(3))[-2:]) for _ in range(600))
for n in (4, 8, 12):
    measured = sum(c for x, c in rolls.items() if x >= n) / 600
    print(f"at least {n:>2}: exact {float(at_least(kept, n)):.4f}, measured {measured:.4f}")

# The birthday paradox
clear, people = Fraction(1), 0
while clear > Fraction(1, 2):
    clear *= Fraction(365 - people, 365)
    people += 1
print(people, "people share a birthday with probability", f"{float(1 - clear):.4f}")
