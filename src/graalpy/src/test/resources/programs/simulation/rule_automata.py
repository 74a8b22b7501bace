# Elementary cellular automata after Wolfram

WIDTH = 61


def run(rule, rows, width=WIDTH):
    cells = [0] * width
    cells[width // 2] = 1
    for _ in range(rows):
        yield cells
        cells = [rule >> (cells[i - 1] << 2 | cells[i] << 1 | cells[(i + 1) % width]) & 1 for i in range(width)]


for rule in (30, 90, 110):
    print(f"rule {rule} = {rule:08b}")
    for cells in run(rule, 10):
        print("".join(" █"[c] for c in cells).rstrip())

# How many cells are alive?
for rule in (30, 90, 184):
    print(rule, [sum(cells) for cells in run(rule, 16)])

# Rule 30 as a source of random bits: the middle column
bits = [cells[WIDTH // 2] for cells in run(30, 24)]
number = int("".join(map(str, bits)), 2)
print("bits", "".join(map(str, bits)), "number", number)

# Traffic with rule 184: cars move right where the road is free
road = [int(c) for c in "1101100010011100101000001"]
moved_total = 0
for minute in range(8):
    moving = sum(a and not b for a, b in zip(road, road[1:] + road[:1]))
    moved_total += moving
    print("".join(".>"[c] for c in road), moving, "moving")
    road = [
        184 >> (road[i - 1] << 2 | road[i] << 1 | road[(i + 1) % len(road)]) & 1 for i in range(len(road))
    ]
print(f"mean speed {moved_total / (8 * sum(road)):.3f}, {sum(road)} cars")
assert sum(road) == 11, sum(road)
