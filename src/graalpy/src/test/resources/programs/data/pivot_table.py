"""A pivot table from plain records, without any data frame."""
from collections import defaultdict

records = [
    dict(team="red", quarter="Q1", tickets=14),
    dict(team="red", quarter="Q2", tickets=9),
    dict(team="red", quarter="Q4", tickets=21),
    dict(team="blue", quarter="Q1", tickets=11),
    dict(team="blue", quarter="Q2", tickets=17),
    dict(team="blue", quarter="Q3", tickets=13),
    dict(team="green", quarter="Q3", tickets=8),
    dict(team="green", quarter="Q4", tickets=5),
    dict(team="green", quarter="Q4", tickets=6),
]


def pivot(rows, index, columns, values, aggregate=sum):
    cells = defaultdict(list)
    for row in rows:
        cells[row[index], row[columns]].append(row[values])
    heads = sorted({row[columns] for row in rows})
    sides = sorted({row[index] for row in rows})
    table = {
        side: {head: aggregate(cells[side, head]) if (side, head) in cells else None for head in heads}
        for side in sides
    }
    return heads, table


def render(heads, table, corner=""):
    lines = [f"{corner:<8}" + "".join(f"{h:>6}" for h in heads) + f"{'sum':>6}"]
    for side, row in table.items():
        known = [v for v in row.values() if v is not None]
        cells = "".join(f"{'-' if v is None else v:>6}" for v in row.values())
        lines.append(f"{side:<8}{cells}{sum(known):>6}")
    return "\n".join(lines)


print(render(*pivot(records, "team", "quarter", "tickets"), corner="team"))
print()
print(render(*pivot(records, "quarter", "team", "tickets", aggregate=max), corner="quarter"))
print()

heads, table = pivot(records, "team", "quarter", "tickets", aggregate=len)
missing = [(team, quarter) for team, row in table.items() for quarter, n in row.items() if n is None]
print("no data for:", missing)
