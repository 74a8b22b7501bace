"""Fetch stock levels page by page from a slow service and reconcile them."""
import time

PAGE_SIZE = 25
ITEMS = [{"sku": f"A{n:03}", "stock": (n * 17) % 40, "minimum": 5 + n % 9} for n in range(100)]


def fetch_page(page):
    """Stands for a request to the warehouse's service."""
    time.sleep(0.15)
    return ITEMS[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]


first_page = fetch_page(0)
print(f"Page 1: {len(first_page)} items, first {first_page[0]['sku']}")

inventory = {item["sku"]: item for item in first_page}

page = 1
while True:
    items = fetch_page(page)
    if not items:
        break
    print(f"Page {page + 1}: {len(items)} items")
    inventory.update((item["sku"], item) for item in items)
    page += 1

print(f"{len(inventory)} items in stock list")

low = [item for item in inventory.values() if item["stock"] < item["minimum"]]
print(f"{len(low)} items are below their minimum")

orders = {}
for item in low:
    missing = item["minimum"] * 2 - item["stock"]
    orders[item["sku"]] = missing + (-missing) % 5

print(f"{sum(orders.values())} pieces to order")
for sku, quantity in sorted(orders.items(), key=lambda entry: (-entry[1], entry[0]))[:8]:
    print(f"  {sku}: {quantity}")

# Forecast the next thirty days with a fixed daily demand.
stock = {sku: item["stock"] + orders.get(sku, 0) for sku, item in inventory.items()}
empty_on = {}
for day in range(1, 31):
    for number, sku in enumerate(stock):
        stock[sku] -= 1 if (number + day) % 3 == 0 else 0
        if stock[sku] <= 0 and sku not in empty_on:
            empty_on[sku] = day

print(f"{len(empty_on)} items will run out within thirty days")
if empty_on:
    sku = min(empty_on, key=lambda name: (empty_on[name], name))
    print(f"The first is {sku} on day {empty_on[sku]}")
else:
    print("Nothing to worry about")
