class Inventory:
    def __init__(self):
        self.quantities = {}
        self.history = []

    def receive(self, item, n):
        self.quantities[item] = self.quantities.get(item, 0) + n
        self.history.append(("in", item, n))

    def deliver(self, item, n):
        if self.quantities.get(item, 0) < n:
            return False
        self.quantities[item] -= n
        self.history.append(("out", item, n))
        return True


store = Inventory()
for item, n in [("apple", 50), ("pear", 20), ("apple", 25)]:
    store.receive(item, n)

print(store.deliver("apple", 60), store.deliver("pear", 30), store.deliver("plum", 1))
print(store.quantities)

received = sum(n for way, _, n in store.history if way == "in")
delivered = sum(n for way, _, n in store.history if way == "out")
print("in", received, "out", delivered)
assert received - delivered == sum(store.quantities.values())

for way, item, n in store.history:
    print(f"{way:>3} {item:<6}{n:>4}")

print("different items:", len(store.quantites))
print("last:", store.history[-1])
print("empty:", [item for item, n in store.quantities.items() if n == 0])
