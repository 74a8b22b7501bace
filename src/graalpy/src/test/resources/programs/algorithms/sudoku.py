"""Solve a Sudoku by constraint propagation and search on the tightest cell."""

PUZZLE = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""

cells = [(r, c) for r in range(9) for c in range(9)]
units = (
    [[(r, c) for c in range(9)] for r in range(9)]
    + [[(r, c) for r in range(9)] for c in range(9)]
    + [[(r + i, c + j) for i in range(3) for j in range(3)] for r in (0, 3, 6) for c in (0, 3, 6)]
)
peers = {cell: {p for unit in units if cell in unit for p in unit} - {cell} for cell in cells}
guesses = 0


def assign(options, cell, digit):
    options = dict(options)
    todo = [(cell, digit)]
    while todo:
        cell, digit = todo.pop()
        if digit not in options[cell]:
            return None
        options[cell] = digit
        for peer in peers[cell]:
            if digit in options[peer]:
                options[peer] = options[peer].replace(digit, "")
                if not options[peer]:
                    return None
                if len(options[peer]) == 1:
                    todo.append((peer, options[peer]))
    return options


def search(options):
    global guesses
    if options is None: return None
    open_cells = [c for c in cells if len(options[c]) > 1]
    if not open_cells: return options
    cell = min(open_cells, key=lambda c: (len(options[c]), c))
    for digit in options[cell]:
        guesses += 1
        if solved := search(assign(options, cell, digit)):
            return solved
    return None


options = {cell: "123456789" for cell in cells}
for (r, c), symbol in zip(cells, PUZZLE.replace("\n", "")):
    if symbol != ".":
        options = assign(options, (r, c), symbol)
        if options is None:
            raise SystemExit(f"contradiction at row {r + 1}, column {c + 1}")

print("fixed after propagation:", sum(len(v) == 1 for v in options.values()))
solution = search(options)
print("guesses:", guesses)
for r in range(9):
    if r in (3, 6):
        print("------+-------+------")
    print(" | ".join(" ".join(solution[r, c] for c in range(b, b + 3)) for b in (0, 3, 6)))
assert all({solution[c] for c in unit} == set("123456789") for unit in units)
print("valid")
