import random, statistics
random.seed(7)
rolls = [random.randint(1, 6) + random.randint(1, 6) for _ in range(500)]
counts = {}
for r in rolls:
    counts[r] = counts.get(r, 0) + 1
for total in sorted(counts):
    print(f"{total:>2} {counts[total]:>4} {'#' * (counts[total] // 5)}")
print(round(statistics.mean(rolls), 3), statistics.median(rolls))
