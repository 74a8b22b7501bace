from fractions import Fraction
from math import comb, gcd, isqrt, lcm


def extended_gcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - a // b * y


def chinese_remainder(congruences):
    x, m = 0, 1
    for r, n in congruences:
        g, p, _ = extended_gcd(m, n)
        if (r - x) % g:
            return None
        x, m = x + (r - x) // g * p % (n // g) * m, lcm(m, n)
    return x % m, m


print("gcd(240, 46) =", "{0} = 240*{1} + 46*{2}".format(*extended_gcd(240, 46)))
print("x = 2 (3), 3 (5), 2 (7):", chinese_remainder([(2, 3), (3, 5), (2, 7)]))
print("x = 1 (4), 3 (6):", chinese_remainder([(1, 4), (3, 6)]))
print("x = 1 (4), 2 (6):", chinese_remainder([(1, 4), (2, 6)]))

# Euler's totient by a sieve
phi = list(range(61))
for p in range(2, len(phi)):
    if phi[p] == p:
        for multiple in range(p, len(phi), p): phi[multiple] -= phi[multiple] // p
print("phi:", phi[1:21])
assert all(phi[n] == sum(gcd(n, k) == 1 for k in range(1, n + 1)) for n in range(1, 40))

# Continued fraction of a square root and Pell's equation
def continued_fraction(n):
    root = isqrt(n)
    m, d, a = 0, 1, root
    terms = [a]
    while a != 2 * root:
        m = d * a - m; d = (n - m * m) // d; a = (root + m) // d
        terms.append(a)
    return terms


for n in (2, 7, 13, 61):
    first, *period = continued_fraction(n)
    terms = [first] + period * 2
    for length in range(1, len(terms) + 1):
        value = Fraction(terms[length - 1])
        for t in reversed(terms[: length - 1]): value = t + 1 / value
        x, y = value.numerator, value.denominator
        if x * x - n * y * y == 1:
            print(f"sqrt({n}) = [{first}; {period}]  x^2 - {n} y^2 = 1 for x = {x}, y = {y}")
            break

triples = [(m * m - n * n, 2 * m * n, m * m + n * n) for m in range(2, 6) for n in range(1, m) if (m - n) % 2 and gcd(m, n) == 1]
print(triples)
print("Pascal mod 2:")
for n in range(8): print("".join("#" if comb(n, k) % 2 else "." for k in range(n + 1)).center(16).rstrip())
collatz = {1: 1}
def steps(n):
    if n not in collatz: collatz[n] = 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
    return collatz[n]
print("longest Collatz below 300:", max((steps(n), n) for n in range(1, 300)))
