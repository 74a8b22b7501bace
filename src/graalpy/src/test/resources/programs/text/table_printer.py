WIDE = range(0x2E80, 0xFFDD)  # roughly: Chinese, Japanese and Korean

BORDERS = {
    "ascii": "+-|",
    "double": "╬═║",
}


def width(text):
    return sum(2 if ord(c) in WIDE else 1 for c in text)


def pad(text, size, align):
    space = size - width(text)
    if align == ">":
        return " " * space + text
    if align == "^":
        return " " * (space // 2) + text + " " * (space - space // 2)
    return text + " " * space


def table(rows, header, aligns=None, style="ascii"):
    corner, horizontal, vertical = BORDERS[style]
    cells = [[f"{c:,}" if isinstance(c, int) else f"{c:.2f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    aligns = aligns or [">" if isinstance(c, (int, float)) else "<" for c in rows[0]]
    sizes = [max(width(r[i]) for r in [header, *cells]) for i in range(len(header))]
    rule = corner + corner.join(horizontal * (s + 2) for s in sizes) + corner
    line = lambda row, how: vertical + vertical.join(f" {pad(c, s, a)} " for c, s, a in zip(row, sizes, how)) + vertical
    yield rule
    yield line(header, "^" * len(header))
    yield rule
    for row in cells:
        yield line(row, aligns)
    yield rule


cities = [
    ("Tokyo 東京", 37_400_068, 2194.07),
    ("Delhi", 28_514_000, 1484.0),
    ("São Paulo", 21_650_000, 1521.11),
    ("Zürich", 434_008, 87.88),
]

for line in table(cities, ["City", "People", "km²"]):
    print(line)

density = [(name, round(people / area)) for name, people, area in cities]
print(*table(density, ["City", "per km²"], style="double"), sep="\n")
print(*table([["a", "bbb"], ["cc", "d"]], ["left", "middle"], aligns=["<", "^"]), sep="\n")

try:
    list(table(cities, ["City"], style="dotted"))
except KeyError as error:
    print("no such style:", error)
