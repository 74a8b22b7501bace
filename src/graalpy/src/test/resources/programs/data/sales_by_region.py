"""Summarise a small CSV of sales by region and by month."""
import csv
import io
from collections import defaultdict
from decimal import Decimal

RAW = """\
date,region,product,units,price
2024-01-05,North,Lamp,12,19.90
2024-01-09,South,Desk,3,149.00
2024-01-22,North,Chair,8,59.50
2024-02-02,West,Lamp,20,18.90
2024-02-14,South,Lamp,7,19.90
2024-02-27,North,Desk,1,155.00
2024-03-03,West,Chair,10,57.25
2024-03-18,South,Chair,4,59.50
2024-03-30,North,Lamp,15,17.95
"""

rows = list(csv.DictReader(io.StringIO(RAW)))
print(f"Read {len(rows)} rows with columns: {', '.join(rows[0])}")

by_region = defaultdict(Decimal)
by_month = defaultdict(Decimal)
units = defaultdict(int)

for row in rows:
    revenue = int(row["units"]) * Decimal(row["price"])
    by_region[row["region"]] += revenue
    by_month[row["date"][:7]] += revenue
    units[row["product"]] += int(row["units"])

print("\nRevenue by region")
for region, total in sorted(by_region.items(), key=lambda kv: kv[1], reverse=True):
    print(f"  {region:<6} {total:>10,.2f}")

print("\nRevenue by month")
previous = None
for month in sorted(by_month):
    change = "" if previous is None else f"  ({(by_month[month] - previous) / previous:+.1%})"
    print(f"  {month} {by_month[month]:>10,.2f}{change}")
    previous = by_month[month]

best = max(units, key=units.get)
print(f"\nBest seller: {best} with {units[best]} units")
total = sum(by_region.values())
assert total == sum(by_month.values())
print(f"Total: {total:,.2f}")
