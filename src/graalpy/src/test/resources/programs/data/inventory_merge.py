"""Merge two stock lists and report what changed, with set algebra on the keys."""

yesterday = {
    "bolt-m4": (1200, 0.04),
    "bolt-m6": (800, 0.06),
    "nut-m4": (1500, 0.02),
    "washer": (4000, 0.01),
    "hinge": (75, 2.30),
}

today = {
    "bolt-m4": (1150, 0.04),
    "bolt-m6": (800, 0.07),
    "washer": (3900, 0.01),
    "hinge": (75, 2.30),
    "bracket": (40, 1.15),
    "screw-3x20": (2500, 0.015),
}

added = sorted(today.keys() - yesterday.keys())
removed = sorted(yesterday.keys() - today.keys())
common = sorted(today.keys() & yesterday.keys())

print("added:  ", *added)
print("removed:", *removed)

changes = []
for sku in common:
    (old_count, old_price), (new_count, new_price) = yesterday[sku], today[sku]
    if old_count != new_count:
        changes.append((sku, "count", old_count, new_count))
    if old_price != new_price:
        changes.append((sku, "price", old_price, new_price))

for sku, what, before, after in changes:
    arrow = "up" if after > before else "down"
    print(f"{sku:>10}: {what} {before} -> {after} ({arrow} {abs(after - before) / before:.1%})")

unchanged = [sku for sku in common if yesterday[sku] == today[sku]]
print("unchanged:", ", ".join(unchanged) or "none")


def value(stock):
    return sum(count * price for count, price in stock.values())


print(f"value yesterday {value(yesterday):.2f}, today {value(today):.2f}")

merged = yesterday | today
print(len(merged), "articles known in all:")
for n, sku in enumerate(sorted(merged), start=1):
    print(f"{n:>3}. {sku}", end="\n" if n % 2 == 0 else "\t")
print()
