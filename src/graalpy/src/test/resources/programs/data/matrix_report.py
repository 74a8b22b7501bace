"""Correlation matrix of a few series, printed as a lower triangle."""
import math

series = {
    "ads": [10, 12, 15, 11, 18, 22, 25, 21],
    "visits": [210, 235, 290, 240, 350, 420, 465, 410],
    "orders": [12, 12, 17, 13, 20, 26, 29, 24],
    "refunds": [3, 2, 2, 3, 1, 2, 1, 1],
}


def pearson(xs, ys):
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    top = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    bottom = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return top / bottom


names = list(series)
print(" " * 9 + "".join(f"{n:>9}" for n in names))
for i, row in enumerate(names):
    print(f"{row:<9}", end="")
    for column in names[: i + 1]:
        print(f"{pearson(series[row], series[column]):>9.3f}", end="")
    print()

pairs = sorted(
    ((pearson(series[a], series[b]), a, b) for i, a in enumerate(names) for b in names[:i]),
    key=lambda t: -abs(t[0]),
)
print()
for r, a, b in pairs:
    strength = "strong" if abs(r) > 0.8 else "moderate" if abs(r) > 0.5 else "weak"
    sign = "positive" if r > 0 else "negative"
    print(f"{a} and {b}: {strength} {sign} ({r:+.2f})")

normalised = {n: [(v - min(vs)) / (max(vs) - min(vs)) for v in vs] for n, vs in series.items()}
levels = " .:-=+*#%@"
for n, vs in normalised.items():
    print(f"{n:>8} |{''.join(levels[round(v * 9)] for v in vs)}|")
