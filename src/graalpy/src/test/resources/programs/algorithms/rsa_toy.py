"""Textbook RSA with small primes: keys, encryption, signature, factoring attack."""
import math
import random


def is_probable_prime(n, rng, rounds=8):
    if n < 4: return n > 1
    if n % 2 == 0: return False
    d, r = n - 1, 0
    while d % 2 == 0:
        d //= 2; r += 1
    for _ in range(rounds):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def random_prime(bits, rng):
    while True:
        candidate = rng.getrandbits(bits) | 1 | 1 << bits - 1
        if is_probable_prime(candidate, rng):
            return candidate


rng = random.Random(2024)
p, q = random_prime(40, rng), random_prime(40, rng)
n, phi, e = p * q, (p - 1) * (q - 1), 65537
assert math.gcd(e, phi) == 1
d = pow(e, -1, phi)
print("p =", p, "q =", q)
print("n =", n, f"({n.bit_length()} bits)")
print("e * d mod phi =", e * d % phi)

message = "attack"
number = int.from_bytes(message.encode(), "big")
secret = pow(number, e, n)
print(message, "->", number, "->", secret)
plain = pow(secret, d, n)
print("decrypted:", plain.to_bytes((plain.bit_length() + 7) // 8, "big").decode())

signature = pow(number, d, n)
print("signature valid:", pow(signature, e, n) == number, "forged:", pow(signature + 1, e, n) == number)


def pollard(n, limit=4000):
    x = y = 2
    for step in range(1, limit):
        x = (x * x + 1) % n
        y = (y * y + 1) % n
        y = (y * y + 1) % n
        if (g := math.gcd(abs(x - y), n)) not in (1, n):
            return g, step
    return None, limit


small = random_prime(16, rng) * random_prime(16, rng)
factor, steps = pollard(small)
print(f"{small} = {factor} * {small // factor} after {steps} steps")
