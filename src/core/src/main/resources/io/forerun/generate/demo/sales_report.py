"""Sales report: read a month of orders from CSV and summarise them."""
import csv
import io
import statistics

REGIONS = ["North", "South", "East", "West"]
PRODUCTS = {"lamp": 39.5, "desk": 219.0, "chair": 124.9, "shelf": 79.0, "rug": 55.25}

# Build the CSV text the way the export job writes it.
buffer = io.StringIO()
writer = csv.writer(buffer)
writer.writerow(["order", "day", "region", "product", "quantity"])
names = sorted(PRODUCTS)
for order in range(1, 1501):
    product = names[(order * 7) % len(names)]
    quantity = 1 + (order * order) % 6
    writer.writerow([order, 1 + order % 30, REGIONS[(order * 3 + 1) % 4], product, quantity])

rows = list(csv.DictReader(io.StringIO(buffer.getvalue())))
print(f"Read {len(rows)} orders")

for row in rows:
    row["amount"] = int(row["quantity"]) * PRODUCTS[row["product"]]

amounts = [row["amount"] for row in rows]
print(f"Revenue: {sum(amounts):,.2f}")
print(f"Mean order: {statistics.mean(amounts):.2f}, median: {statistics.median(amounts):.2f}")
print(f"Standard deviation: {statistics.pstdev(amounts):.2f}")

by_region = {}
for row in rows:
    by_region.setdefault(row["region"], []).append(row["amount"])

print()
print(f"{'Region':<8}{'Orders':>8}{'Revenue':>14}{'Mean':>10}")
for region in sorted(by_region):
    values = by_region[region]
    print(f"{region:<8}{len(values):>8}{sum(values):>14,.2f}{statistics.mean(values):>10.2f}")

by_day = [0.0] * 31
for row in rows:
    by_day[int(row["day"])] += row["amount"]

best_day = max(range(1, 31), key=lambda day: by_day[day])
print()
print(f"Best day: {best_day} with {by_day[best_day]:,.2f}")

top = sorted(rows, key=lambda row: (-row["amount"], int(row["order"])))[:5]
for rank, row in enumerate(top, start=1):
    print(f"{rank}. order {row['order']}: {row['quantity']} x {row['product']} = {row['amount']:.2f}")
