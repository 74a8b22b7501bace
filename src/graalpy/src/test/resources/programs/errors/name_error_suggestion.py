"""A typing mistake in a name, found only when its line runs."""
from math import pi, sqrt

measurements = [2.5, 3.1, 4.7, 5.0]


def circle_area(radius):
    return pi * radius**2


def circle_perimeter(radius):
    return 2 * pi * radius


areas = [circle_area(r) for r in measurements]
print("areas:", [round(a, 2) for a in areas])
print("largest:", round(max(areas), 2))

perimeters = list(map(circle_perimeter, measurements))
print("perimeters:", [f"{p:.2f}" for p in perimeters])

mean = sum(areas) / len(areas)
deviation = sqrt(sum((a - mean) ** 2 for a in areas) / len(areas))
print(f"mean {mean:.3f}, deviation {deviation:.3f}")

ratio = sum(areas) / sum(perimters)
print(f"ratio {ratio:.3f}")

for r, a, p in zip(measurements, areas, perimeters):
    print(r, round(a / p, 3))
print("done")
