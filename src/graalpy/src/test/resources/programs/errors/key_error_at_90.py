"""Totals per country; the last step asks for a country that has no orders."""
from collections import defaultdict

orders = [
    ("DE", 120.0), ("FR", 80.5), ("DE", 42.0), ("IT", 77.7),
    ("ES", 10.0), ("FR", 19.5), ("IT", 22.3), ("DE", 8.0),
]

totals = defaultdict(float)
for country, amount in orders:
    totals[country] += amount

print("Totals")
for country in sorted(totals):
    print(f"  {country} {totals[country]:8.2f}")

grand_total = sum(totals.values())
print(f"  == {grand_total:8.2f}")

shares = {country: total / grand_total for country, total in totals.items()}
print("Largest share:", max(shares, key=shares.get))

targets = {"DE": 0.4, "FR": 0.2, "IT": 0.3, "ES": 0.1}
for country, target in targets.items():
    print(country, "above" if shares[country] > target else "below", "target")

targets["PT"] = 0.05
gap = {c: round(shares[c] - t, 3) for c, t in targets.items()}
print(gap)
print("done")
