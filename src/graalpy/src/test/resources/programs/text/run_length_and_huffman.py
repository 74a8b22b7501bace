"""Two classic encodings, compared on three texts."""
import heapq
from collections import Counter
from itertools import count, groupby


def run_length(text):
    return "".join(f"{n}{c}" if (n := len(list(g))) > 1 else c for c, g in groupby(text))


def huffman(text):
    order = count()
    heap = [(n, next(order), c) for c, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (n1, _, left), (n2, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, next(order), (left, right)))
    codes = {}

    def walk(node, prefix):
        if isinstance(node, str):
            codes[node] = prefix or "0"
        else:
            walk(node[0], prefix + "0")
            walk(node[1], prefix + "1")

    walk(heap[0][2], "")
    return codes


def decode(bits, codes):
    inverse = {code: char for char, code in codes.items()}
    out, current = [], ""
    for bit in bits:
        current += bit
        if current in inverse:
            out.append(inverse[current])
            current = ""
    return "".join(out)


for text in ("aaaaaaaabbbbccd", "she sells sea shells by the sea shore", "zzzz"):
    codes = huffman(text)
    bits = "".join(codes[c] for c in text)
    print(repr(text))
    print("  run length:", run_length(text))
    for char, code in sorted(codes.items(), key=lambda item: (len(item[1]), item[1]))[:4]:
        print(f"  {char!r} {code}")
    print(f"  {len(text) * 8} bits -> {len(bits)} bits ({len(bits) / len(text):.2f} per character)")
    assert decode(bits, codes) == text

packed = int("1" + bits, 2)
print("as a number:", packed, "in hex", hex(packed))
