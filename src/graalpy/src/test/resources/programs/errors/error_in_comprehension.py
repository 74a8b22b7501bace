import re
from datetime import date

TEXT = """
2024-01-15 invoice 120.00
2024-02-29 invoice 80.00
2023-02-29 credit  -15.50
2024-04-30 invoice 42.00
"""

rows = [re.split(r"\s+", line) for line in TEXT.strip().splitlines()]
print(len(rows), "rows")

amounts = [float(amount) for _, _, amount in rows]
print("sum", sum(amounts))

kinds = {kind: sum(1 for row in rows if row[1] == kind) for kind in sorted({row[1] for row in rows})}
print(kinds)

dated = sorted(
    (
        date.fromisoformat(day),
        kind,
        float(amount),
    )
    for day, kind, amount in rows
)
for day, kind, amount in dated:
    print(f"{day:%d %b %Y} {kind:<8}{amount:>9.2f}")

by_month = {}
for day, kind, amount in dated:
    by_month[day.month] = by_month.get(day.month, 0) + amount
print(by_month)
