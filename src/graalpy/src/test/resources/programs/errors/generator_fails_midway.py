"""A pipeline of generators whose source is damaged after some records."""
from itertools import islice


def records(lines):
    for number, line in enumerate(lines, start=1):
        name, _, amount = line.partition(":")
        if not _:
            raise ValueError(f"line {number} has no colon: {line!r}")
        yield name.strip(), float(amount)


def in_euro(pairs, rate=0.5):
    for name, amount in pairs:
        yield name, amount * rate


def running(pairs):
    total = 0
    for name, amount in pairs:
        total += amount
        yield name, amount, total


lines = """\
tea: 4
coffee: 9.5
cake: 12
biscuits 3
juice: 6""".split("\n")

stream = running(in_euro(records(lines)))
for name, amount, total in islice(stream, 2):
    print(f"{name:<10}{amount:>8.2f}{total:>8.2f}")

print("two rows were fine")
rest = [name.upper() for name, *_ in stream]
print("rest:", rest)

stream = running(in_euro(records(lines[:3])))
print(max(stream, key=lambda row: row[1]))
print("finished")
