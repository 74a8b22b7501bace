def kind(v):
    match v:
        case {"type": t, **rest}:
            return t, rest
        case [a, *b]:
            return a, b
        case int() | float():
            return "number"
        case _:
            return None
for v in ({"type": "x", "k": 1}, [1, 2, 3], 2.5, "s"):
    print(kind(v))
match = 1
print(match)
