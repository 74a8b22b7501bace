import math
import random
from collections import Counter

random.seed(1905)

# One dimension
position, path = 0, [0]
for _ in range(60):
    position += random.choice([-1, 1])
    path.append(position)
low, high = min(path), max(path)
for level in range(high, low - 1, -1):
    print(f"{level:>3} |" + "".join("*" if p == level else " " for p in path).rstrip())

# Distance grows with the square root of the number of steps
for steps in (10, 40, 160):
    total = 0
    for _ in range(60):
        x = y = 0
        for _ in range(steps):
            dx, dy = random.choice(((1, 0), (-1, 0), (0, 1), (0, -1)))
            x += dx; y += dy
        total += x * x + y * y
    rms = math.sqrt(total / 60)
    print(f"{steps:>4} steps: distance {rms:6.2f}, expected {math.sqrt(steps):6.2f}")

# The gambler's ruin
outcomes = Counter()
for game in range(60):
    money = 5
    while 0 < money < 10:
        money += 1 if random.random() < 0.48 else -1
    outcomes["rich" if money else "ruined"] += 1
print(dict(sorted(outcomes.items())))
p, q = 0.48, 0.52
print("theory: {:.3f}".format((1 - (q / p) ** 5) / (1 - (q / p) ** 10)))

# Galton board
bins = Counter(sum(random.getrandbits(1) for _ in range(10)) for _ in range(150))
for k in range(11):
    print(f"{k:>2} {'o' * bins[k]}")
