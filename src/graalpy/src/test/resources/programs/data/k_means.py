import math
import random

rng = random.Random(7)
centres = [(2, 2), (8, 3), (5, 8)]
points = [(cx + rng.uniform(-1.5, 1.5), cy + rng.uniform(-1.5, 1.5)) for cx, cy in centres for _ in range(20)]
rng.shuffle(points)


def nearest(point, means):
    return min(range(len(means)), key=lambda i: math.dist(point, means[i]))


def k_means(points, k, limit=50):
    means = points[:k]
    for step in range(1, limit + 1):
        clusters = [[] for _ in range(k)]
        for point in points:
            clusters[nearest(point, means)].append(point)
        updated = [
            (sum(x for x, _ in c) / len(c), sum(y for _, y in c) / len(c)) if c else means[i]
            for i, c in enumerate(clusters)
        ]
        if updated == means:
            break
        means = updated
    return means, clusters, step


for k in range(1, 5):
    means, clusters, steps = k_means(points, k)
    inertia = sum(math.dist(p, means[i]) ** 2 for i, c in enumerate(clusters) for p in c)
    print(f"k={k}: {steps} steps, sizes {sorted(map(len, clusters))}, inertia {inertia:.3f}")

means, clusters, _ = k_means(points, 3)
for mean, cluster in sorted(zip(means, clusters)):
    print("centre ({:.2f}, {:.2f})".format(*mean), len(cluster), "points")

grid = [["."] * 22 for _ in range(11)]
for i, cluster in enumerate(clusters):
    for x, y in cluster:
        grid[10 - int(y)][int(x * 2)] = "abc"[i]
print("\n".join("".join(row) for row in grid))
