import math
from itertools import count, islice, takewhile

# Sieve of Eratosthenes with a bytearray
LIMIT = 2000
sieve = bytearray([1]) * (LIMIT + 1)
sieve[0:2] = b"\0\0"
for n in range(2, math.isqrt(LIMIT) + 1):
    if sieve[n]:
        sieve[n * n :: n] = bytes(len(range(n * n, LIMIT + 1, n)))
primes = [n for n, is_prime in enumerate(sieve) if is_prime]
print(len(primes), "primes up to", LIMIT, "- the last:", primes[-3:])


def unbounded():
    """Primes without a limit: a dictionary of the next composite numbers."""
    composites = {}
    for n in count(2):
        if n in composites:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        else:
            yield n
            composites[n * n] = [n]


assert list(islice(unbounded(), 100)) == primes[:100]
print("generator agrees:", sum(takewhile(lambda p: p < 100, unbounded())))


def factorise(n):
    factors = {}
    for p in primes:
        if p * p > n:
            break
        while n % p == 0:
            factors[p] = factors.get(p, 0) + 1
            n //= p
    if n > 1:
        factors[n] = factors.get(n, 0) + 1
    return factors


for n in (360, 1001, 65536, 999_983, 600_851_475_143):
    factors = factorise(n)
    text = " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in factors.items())
    divisors = math.prod(e + 1 for e in factors.values())
    print(f"{n} = {text} ({divisors} divisors)")

twins = [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2]
gap = max((q - p, p) for p, q in zip(primes, primes[1:]))
print(len(twins), "twins, widest gap", gap)
perfect = [2 ** (p - 1) * (2**p - 1) for p in primes[:6] if len(factorise(2**p - 1)) == 1 and sum(factorise(2**p - 1).values()) == 1]
print("perfect:", perfect)
