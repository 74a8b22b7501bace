"""Calls with wrong arguments: some are caught, the last one is not."""


def transfer(source, target, amount, *, currency="EUR", note=None):
    source["balance"] -= amount
    target["balance"] += amount
    return f"{amount} {currency} from {source['name']} to {target['name']}" + (f" ({note})" if note else "")


alice = {"name": "Alice", "balance": 100}
bob = {"name": "Bob", "balance": 20}

print(transfer(alice, bob, 30))
print(transfer(bob, alice, amount=5, note="coffee"))

for arguments, keywords in [((alice, bob), {}), ((alice, bob, 1, "USD"), {}), ((alice, bob, 1), {"memo": "x"})]:
    try:
        print(transfer(*arguments, **keywords))
    except TypeError as error:
        print("TypeError:", error)

print(alice, bob, sep="\n")

operations = [
    lambda a: a + 1,
    lambda a, b: a * b,
    lambda *all: len(all),
]

arguments = (6, 7)
for number, operation in enumerate(operations):
    print(number, "takes", operation.__code__.co_argcount)

results = [operation(*arguments) for operation in operations[1:]]
print(results)

total = 0
for value in [3, 4, "5", 6]:
    total = total + value
    print("total", total)

print("never printed")
