import cmath
import math
from typing import Callable


def bisect(f: Callable[[float], float], low: float, high: float, eps: float = 1e-10) -> tuple[float, int]:
    if f(low) * f(high) > 0:
        raise ValueError(f"no change of sign between {low} and {high}")
    steps = 0
    while high - low > eps:
        middle = (low + high) / 2
        low, high = (low, middle) if f(low) * f(middle) <= 0 else (middle, high)
        steps += 1
    return (low + high) / 2, steps


def newton(f, derivative, x, eps=1e-12, limit=50):
    for step in range(1, limit + 1):
        x, last = x - f(x) / derivative(x), x
        if abs(x - last) < eps:
            return x, step
    raise ArithmeticError(f"no convergence from {last!r}")


equations = {
    "x^3 - 2": (lambda x: x**3 - 2, lambda x: 3 * x * x, 0, 2),
    "cos x - x": (lambda x: math.cos(x) - x, lambda x: -math.sin(x) - 1, 0, 1),
    "e^x - 5": (lambda x: math.exp(x) - 5, math.exp, 0, 3),
}
for name, (f, d, low, high) in equations.items():
    b, n = bisect(f, low, high), newton(f, d, high)
    print(f"{name:<10} bisection {b[0]:.8f} ({b[1]} steps), Newton {n[0]:.8f} ({n[1]} steps)")

try:
    bisect(lambda x: x * x + 1, -1, 1)
except ValueError as error:
    print("bisection:", error)
try:
    newton(lambda x: x * x + 1, lambda x: 2 * x, 0.5, limit=5)
except ArithmeticError:
    print("newton: no convergence, as expected")

root, steps = newton(lambda z: z * z + 1, lambda z: 2 * z, 0.5 + 0.5j)
print("complex:", f"{root.real:.6f}{root.imag:+.6f}j", cmath.isclose(root, 1j, abs_tol=1e-9))


def integrate(f, a, b, n=40):
    h = (b - a) / n
    return h / 3 * sum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))


print(f"integral of sin over [0, pi]: {integrate(math.sin, 0, math.pi):.6f}")
print(f"quarter circle: {4 * integrate(lambda x: math.sqrt(1 - x * x), 0, 1, 200):.4f}")
poly = [1, -6, 11, -6]
value = lambda x: sum(c * x ** (len(poly) - 1 - i) for i, c in enumerate(poly))
print("roots of the cubic:", [x for x in range(-10, 11) if value(x) == 0])
