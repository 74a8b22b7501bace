# Read the quantities first, then report on them
raw = ["12", "7", " 30 ", "4", "1O", "25"]
quantities = [int(value) for value in raw]

print("quantities:", quantities)
print("sum:", sum(quantities))


def histogram(values, width=30):
    top = max(values)
    for value in values:
        print(f"{value:>4} {'#' * round(value / top * width)}")


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


histogram(quantities)
print("median:", median(quantities))

above = [q for q in quantities if q > median(quantities)]
print("above the median:", above)

changes = [b - a for a, b in zip(quantities, quantities[1:])]
print("changes:", changes)

cumulative = []
for q in quantities:
    cumulative.append(q + (cumulative[-1] if cumulative else 0))
print("cumulative:", cumulative)
