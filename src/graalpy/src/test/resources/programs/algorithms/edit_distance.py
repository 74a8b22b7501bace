def align(a, b):
    """Levenshtein distance with the alignment that gives it."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            )
    top, middle, bottom = [], [], []
    i, j = len(a), len(b)
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            top.append(a[i]); bottom.append(b[j]); middle.append("|" if a[i] == b[j] else "*")
        elif i and table[i][j] == table[i - 1][j] + 1:
            i -= 1
            top.append(a[i]); bottom.append("-"); middle.append(" ")
        else:
            j -= 1
            top.append("-"); bottom.append(b[j]); middle.append(" ")
    return table[-1][-1], ["".join(reversed(x)) for x in (top, middle, bottom)]


def lcs(a, b):
    rows = [""] * (len(b) + 1)
    for x in a:
        diagonal = ""
        for j, y in enumerate(b, 1):
            diagonal, rows[j] = rows[j], diagonal + x if x == y else max(rows[j], rows[j - 1], key=len)
    return rows[-1]


pairs = [
    ("kitten", "sitting"),
    ("intention", "execution"),
    ("GATTACA", "GCATGCU"),
    ("", "abc"),
    ("same", "same"),
]
for a, b in pairs:
    distance, lines = align(a, b)
    print(f"{a!r} -> {b!r}: distance {distance}, common {lcs(a, b)!r}")
    for line in lines:
        print("   ", line)

# Longest increasing subsequence with the same idea
import bisect
numbers = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7]
tails = []
for n in numbers:
    at = bisect.bisect_left(tails, n)
    tails[at : at + 1] = [n]
print("increasing subsequence of length", len(tails))
