"""A vector and a polynomial class with most of the special methods."""
import math
from functools import total_ordering


@total_ordering
class Vector:
    def __init__(self, *parts): self.parts = parts
    def __repr__(self): return f"Vector{self.parts}"
    def __iter__(self): return iter(self.parts)
    def __len__(self): return len(self.parts)
    def __getitem__(self, i): return Vector(*self.parts[i]) if isinstance(i, slice) else self.parts[i]
    def __add__(self, other): return Vector(*(a + b for a, b in zip(self, other, strict=True)))
    def __neg__(self): return Vector(*(-a for a in self))
    def __sub__(self, other): return self + -other
    def __mul__(self, k): return Vector(*(a * k for a in self))
    __rmul__ = __mul__
    def __matmul__(self, other): return sum(a * b for a, b in zip(self, other))
    def __abs__(self): return math.sqrt(self @ self)
    def __bool__(self): return any(self)
    def __eq__(self, other): return isinstance(other, Vector) and self.parts == other.parts
    def __lt__(self, other): return abs(self) < abs(other)
    def __hash__(self): return hash(self.parts)
    def __format__(self, spec): return "<" + ", ".join(format(a, spec) for a in self) + ">"
    def __contains__(self, x): return x in self.parts


u, v = Vector(3, 4), Vector(1, -2)
print(u + v, u - v, 2 * u, v * 3, u @ v, abs(u))
print(u > v, u >= v, max(u, v), sorted([u, v]), 4 in u, bool(Vector(0, 0)))
print(f"{u:.2f} {v:+d}", len(u), u[0], Vector(1, 2, 3, 4)[1:3], {u: "key"}[Vector(3, 4)])
try:
    u + Vector(1, 2, 3)
except ValueError as error:
    print("ValueError:", error)


class Polynomial:
    def __init__(self, *coefficients):
        self.c = coefficients

    def __call__(self, x):
        result = 0
        for c in self.c:
            result = result * x + c
        return result

    def __mul__(self, other):
        if not isinstance(other, Polynomial):
            return NotImplemented
        result = [0] * (len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c): result[i + j] += a * b
        return Polynomial(*result)

    def __str__(self):
        n = len(self.c) - 1
        terms = (f"{c:+}" + ("" if i == n else "x" if i == n - 1 else f"x^{n - i}") for i, c in enumerate(self.c) if c)
        return " ".join(terms) or "0"


p = Polynomial(1, -1) * Polynomial(1, 1) * Polynomial(2, 0, 3)
print(p, "| p(2) =", p(2), "| p(-1) =", p(-1))
try:
    p * "text"
except TypeError as error:
    print("TypeError:", error)
