from collections import Counter

GLIDER = """
.#.
..#
###
"""
BLINKER = "###"
ACORN = """
.#.....
...#...
##..###
"""


def parse(text, dx=0, dy=0):
    return {(x + dx, y + dy) for y, row in enumerate(text.split()) for x, c in enumerate(row) if c == "#"}


def step(alive):
    counts = Counter(
        (x + dx, y + dy) for x, y in alive for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
    )
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in alive)}


def show(alive, width, height):
    for y in range(height):
        print("".join("#" if (x, y) in alive else "." for x in range(width)))


world = parse(GLIDER) | parse(BLINKER, 8, 3)
for generation in range(5):
    print(f"generation {generation}, {len(world)} cells")
    show(world, 12, 7)
    world = step(world)

# A glider moves one cell diagonally in four generations.
glider = parse(GLIDER)
moved = glider
for _ in range(4): moved = step(moved)
print("glider moved:", moved == {(x + 1, y + 1) for x, y in glider})

history, cells = [], parse(ACORN)
for _ in range(20):
    history.append(len(cells))
    cells = step(cells)
print("acorn:", *history)
print("box:", min(x for x, _ in cells), min(y for _, y in cells), max(x for x, _ in cells), max(y for _, y in cells))

# Period of small oscillators
for name, pattern in {"blinker": BLINKER, "block": "## ##", "toad": ".### ###."}.items():
    start = cells = parse(pattern)
    for period in range(1, 10):
        if (cells := step(cells)) == start: break
    print(f"{name}: period {period}")
