"""Check the warehouse's orders against the price list."""
import json
from collections import defaultdict

PRICES = {"bolt": 0.15, "nut": 0.08, "washer": 0.03, "bracket": 2.40, "hinge": 3.75}

ORDERS = json.loads("""
[
  {"id": 101, "customer": "Ahmadi", "lines": [["bolt", 400], ["nut", 400], ["washer", 800]]},
  {"id": 102, "customer": "Borg", "lines": [["bracket", 12], ["bolt", 48]]},
  {"id": 103, "customer": "Chen", "lines": [["hinge", 6], ["screw", 24]]},
  {"id": 104, "customer": "Ahmadi", "lines": [["hinge", 2], ["bracket", 2]]}
]
""")

print(f"{len(ORDERS)} orders, {len(PRICES)} prices")

pieces = sum(quantity for order in ORDERS for _, quantity in order["lines"])
print(f"{pieces} pieces in total")

largest = max(ORDERS, key=lambda order: sum(quantity for _, quantity in order["lines"]))
print(f"Largest order: {largest['id']} for {largest['customer']}")

checksum = 0
for n in range(20_000):
    checksum = (checksum * 31 + n) % 1_000_003
print(f"Batch checksum: {checksum}")

totals = {}
for order in ORDERS:
    totals[order["id"]] = sum(PRICES[name] * quantity for name, quantity in order["lines"])
    print(f"Order {order['id']}: {totals[order['id']]:.2f}")

by_customer = defaultdict(float)
for order in ORDERS:
    by_customer[order["customer"]] += totals[order["id"]]

print()
print("Customers by revenue:")
for customer, total in sorted(by_customer.items(), key=lambda item: -item[1]):
    print(f"  {customer:<10} {total:>10.2f}")

discounts = {customer: 0.05 if total > 50 else 0.0 for customer, total in by_customer.items()}
for customer in sorted(discounts):
    print(f"  {customer:<10} {discounts[customer]:>10.0%}")

invoice = {
    "orders": [order["id"] for order in ORDERS],
    "net": round(sum(totals.values()), 2),
    "discount": round(sum(by_customer[name] * share for name, share in discounts.items()), 2),
}
print(json.dumps(invoice, indent=2))
