"""Data structures by hand: an LRU cache, a Bloom filter, a ring buffer, a sparse vector."""
import zlib
from collections import OrderedDict


class LRU:
    def __init__(self, capacity):
        self.capacity, self.data, self.hits, self.misses = capacity, OrderedDict(), 0, 0

    def get(self, key, compute):
        if key in self.data:
            self.hits += 1
            self.data.move_to_end(key)
        else:
            self.misses += 1
            self.data[key] = compute(key)
            if len(self.data) > self.capacity:
                self.data.popitem(last=False)
        return self.data[key]


cache = LRU(3)
for key in [1, 2, 3, 1, 4, 2, 1, 5, 1, 3]:
    print(cache.get(key, lambda k: k * k), list(cache.data), sep=" <- ")
print(f"hits {cache.hits}, misses {cache.misses}")


class Bloom:
    def __init__(self, size=512, hashes=3):
        self.bits, self.size, self.hashes = 0, size, hashes

    def positions(self, item):
        return [zlib.crc32(f"{seed}:{item}".encode()) % self.size for seed in range(self.hashes)]

    def add(self, item):
        for p in self.positions(item): self.bits |= 1 << p

    def __contains__(self, item):
        return all(self.bits >> p & 1 for p in self.positions(item))


seen = Bloom()
for n in range(60): seen.add(f"user{n}")
assert all(f"user{n}" in seen for n in range(60))
false = [n for n in range(60, 560) if f"user{n}" in seen]
print(f"{seen.bits.bit_count()} bits set, {len(false)} false positives of 500, first {false[:3]}")


class Ring:
    def __init__(self, size): self.items, self.next = [None] * size, 0

    def push(self, item): self.items[self.next % len(self.items)] = item; self.next += 1

    def __iter__(self):
        size = len(self.items)
        yield from (self.items[i % size] for i in range(max(0, self.next - size), self.next))


ring = Ring(4)
for c in "streaming":
    ring.push(c)
print("last four:", "".join(ring))

sparse = {0: 1.5, 7: -2.0, 1000: 3.0}
other = {7: 4.0, 500: 1.0, 1000: 0.5}
print("dot product:", sum(sparse[i] * other[i] for i in sparse.keys() & other.keys()))
