"""Replay a ledger of transactions, reject what is not covered, print the statements."""
from collections import OrderedDict, namedtuple
from decimal import Decimal

Entry = namedtuple("Entry", "number source target amount")

LEDGER = """
1 cash   alice  100.00
2 cash   bob    50.00
3 alice  bob    30.25
4 bob    carol  80.25
5 bob    carol  0.01
6 carol  alice  19.99
7 dave   alice  5.00
8 alice  alice  1.00
9 carol  cash   60.26
"""

balances = OrderedDict()
rejected = []
for line in LEDGER.strip().splitlines():
    number, source, target, amount = line.split()
    entry = Entry(int(number), source, target, Decimal(amount))
    if entry.source == entry.target:
        rejected.append((entry, "same account"))
        continue
    available = balances.get(entry.source, Decimal("0.00"))
    if entry.source != "cash" and available < entry.amount:
        rejected.append((entry, f"only {available} available"))
        continue
    balances[entry.source] = available - entry.amount
    balances[entry.target] = balances.get(entry.target, Decimal("0.00")) + entry.amount

for account, balance in balances.items():
    print(f"{account:.<12}{balance:.>12}")

print("sum of all balances:", sum(balances.values()))
print("rejected:")
for entry, reason in rejected:
    print(" ", entry._asdict(), "-", reason)

balances.move_to_end("cash")
print(list(balances))
name, amount = balances.popitem()
print(name, "holds", -amount, "less than at the start" if amount < 0 else "more")
