import math
import random


def cross(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def convex_hull(points):
    points = sorted(set(points))
    if len(points) < 3:
        return points
    lower, upper = [], []
    for chain, sequence in ((lower, points), (upper, reversed(points))):
        for p in sequence:
            while len(chain) >= 2 and cross(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
    return lower[:-1] + upper[:-1]


def area(polygon):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1]))) / 2


def contains(polygon, point):
    inside = False
    x, y = point
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


rng = random.Random(11)
points = [(rng.randint(0, 30), rng.randint(0, 14)) for _ in range(40)]
hull = convex_hull(points)
print(len(points), "points, hull of", len(hull))
print(*hull)
print("area", area(hull))
print(f"perimeter {sum(math.dist(a, b) for a, b in zip(hull, hull[1:] + hull[:1])):.4f}")
print("inside:", sum(contains(hull, p) for p in points if p not in hull))

canvas = [[" "] * 31 for _ in range(15)]
for x, y in points: canvas[y][x] = "."
for x, y in hull: canvas[y][x] = "#"
for row in reversed(canvas): print("".join(row).rstrip())

# closest pair by sorting on x
best = min((math.dist(a, b), a, b) for i, a in enumerate(sorted(points)) for b in sorted(points)[i + 1 : i + 12])
print("closest pair: %s and %s, %.4f apart" % (best[1], best[2], best[0]))
print(convex_hull([(0, 0), (1, 1), (2, 2)]), area([(0, 0), (4, 0), (4, 3)]))
