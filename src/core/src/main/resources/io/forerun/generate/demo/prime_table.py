"""Print a long table of primes, with gaps, twins and Goldbach pairs."""
LIMIT = 15_000

sieve = bytearray([1]) * (LIMIT + 1)
sieve[0] = sieve[1] = 0
for n in range(2, int(LIMIT**0.5) + 1):
    if sieve[n]:
        for multiple in range(n * n, LIMIT + 1, n):
            sieve[multiple] = 0

primes = [n for n in range(LIMIT + 1) if sieve[n]]
print(f"{len(primes)} primes up to {LIMIT}")

for start in range(0, len(primes), 12):
    print(" ".join(f"{prime:>5}" for prime in primes[start : start + 12]))

gaps = {}
for smaller, larger in zip(primes, primes[1:]):
    gaps.setdefault(larger - smaller, []).append(smaller)

print()
print("Gaps between neighbours:")
for gap in sorted(gaps):
    print(f"  gap {gap:>2}: {len(gaps[gap]):>4} times, first after {gaps[gap][0]}")

print()
print("Twin primes:")
for prime in gaps[2]:
    print(f"  {prime} and {prime + 2}")

print()
print("Goldbach pairs:")
for even in range(100, 2_000, 20):
    pairs = [(p, even - p) for p in primes if p <= even - p and sieve[even - p]]
    first, last = pairs[0], pairs[-1]
    print(f"  {even:>4} = {first[0]:>3} + {first[1]:<4} ... {last[0]:>3} + {last[1]:<4} ({len(pairs)} ways)")

digits = [0] * 10
for prime in primes:
    digits[prime % 10] += 1

print()
for digit, count in enumerate(digits):
    if count:
        print(f"Last digit {digit}: {'*' * (count // 15)} {count}")
