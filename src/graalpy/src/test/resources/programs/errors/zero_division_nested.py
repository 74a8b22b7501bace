"""The mean of an empty group, three calls deep."""


def mean(values):
    return sum(values) / len(values)


def summarise(group):
    name, values = group
    return {
        "name": name,
        "n": len(values),
        "mean": round(mean(values), 2),
        "max": max(values, default=None),
    }


def report(groups):
    lines = []
    for group in groups:
        summary = summarise(group)
        lines.append("{name:<8} n={n} mean={mean} max={max}".format(**summary))
        print("prepared", summary["name"])
    return "\n".join(lines)


first = {"north": [3, 4, 5], "south": [9, 1]}
print(report(first.items()))

second = {"east": [2.5, 3.5], "west": [], "centre": [7]}
print("second report")
print(report(second.items()))

third = {"all": [v for values in (*first.values(), *second.values()) for v in values]}
print(report(third.items()))

best = max(first, key=lambda name: mean(first[name]))
print("best:", best)
for name, values in second.items():
    print(name, *values, sep=";")
print("end of report")
