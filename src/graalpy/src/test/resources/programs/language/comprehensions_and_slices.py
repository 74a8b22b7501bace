matrix = [[3 * r + c for c in range(3)] for r in range(4)]
print(matrix)
print([list(column) for column in zip(*matrix)])
print([x for row in matrix for x in row if x % 2], {x % 4 for row in matrix for x in row})

squares = {n: n * n for n in range(6)}
print(squares, {v: k for k, v in squares.items() if k > 2})
print(sum(n for n in squares if n & 1), any(v > 24 for v in squares.values()), all(squares))

first, *middle, last = range(7)
print(first, middle, last)
(a, b), [c, *_] = (1, 2), "xyz"
print(a, b, c)
a, b = b, a
print(a, b)

letters = list("abcdefgh")
print(letters[::2], letters[-3:], letters[::-3], letters[5:1:-1])
letters[2:5] = ["X"]
print("".join(letters))
letters[::2] = "1234"[: len(letters[::2])]
print("".join(letters))
del letters[1::2]
print(letters, letters[10:], slice(1, None, 2).indices(7))

words = "the rain in spain stays mainly in the plain".split()
print(sorted(set(words), key=lambda w: (-len(w), w)))
print([w.title() if i % 2 == 0 else w for i, w in enumerate(words)])
index = {}
for i, w in enumerate(words): index.setdefault(w, []).append(i)
print({w: at for w, at in index.items() if len(at) > 1})

print([y for x in range(20) if (y := x * x % 7) > 3], y)
print([[i * j for j in range(1, i + 1)] for i in range(1, 5)])
nested = {"a": {"b": {"c": 42}}}
print(nested["a"]["b"]["c"], nested.get("x", {}).get("y", "none"))
print({**nested, "z": 1} | {"z": 2}, [*range(3), *"ab"], (*"hi",))

# chained comparison, conditional expression, string methods
for n in (-1, 0, 5, 10, 11):
    print(n, 0 <= n <= 10, "low" if n < 5 else "high" if n > 5 else "middle", end="; ")
print()
print("a-b-c".rsplit("-", 1), "k=v=w".partition("="), "ab".center(6, "*"), "x".zfill(3), "Tab\there".expandtabs(8))
print(f"{3.14159:.2f}|{42:>6}|{42:<6}|{42:^6}|{255:#x}|{1e6:,.0f}|{0.256:.1%}|{'q'!r:>5}|{7:05d}|{-7:=+5d}")
width = 8
print(f"{'dynamic':>{width + 2}}|{width=}|{2 ** 10 = :,}")
print("%s has %d items costing %.2f" % ("cart", 3, 9.5), "{0}{1}{0}".format("a", "b"))
print(divmod(-7, 3), -7 // 3, -7 % 3, 2**-1, 7 ^ 2, ~5, 1 << 10, round(2.5), round(3.5), int("-0x1f", 16))
print(max("apple", "fig", key=len), min([], default="empty"), sorted([3, 1, 2], reverse=True), list(map(str, range(3))))
