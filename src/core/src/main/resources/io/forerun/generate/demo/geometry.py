"""A small geometry library: definitions only, nothing is run."""
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)


class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{type(self).__name__} of area {self.area():.2f}"


class Circle(Shape):
    def __init__(self, centre, radius):
        self.centre = centre
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


class Polygon(Shape):
    def __init__(self, *corners):
        self.corners = corners

    def area(self):
        shifted = self.corners[1:] + self.corners[:1]
        return abs(sum(a.x * b.y - b.x * a.y for a, b in zip(self.corners, shifted))) / 2

    def perimeter(self):
        shifted = self.corners[1:] + self.corners[:1]
        return sum(a.distance(b) for a, b in zip(self.corners, shifted))


def convex_hull(points):
    """Andrew's monotone chain."""
    ordered = sorted(points, key=lambda point: (point.x, point.y))

    def half(sequence):
        hull = []
        for point in sequence:
            while len(hull) >= 2 and cross(hull[-2], hull[-1], point) <= 0:
                hull.pop()
            hull.append(point)
        return hull[:-1]

    return Polygon(*half(ordered), *half(reversed(ordered)))


def cross(origin, a, b):
    return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x)
