VALUES = [(i * 7919) % 100_003 for i in range(100_000)]


def work():
    return sorted(VALUES, key=lambda value: -value)[0]
