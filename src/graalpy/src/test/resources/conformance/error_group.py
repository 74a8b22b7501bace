def check(n):
    if n % 2:
        raise ValueError(n)
    raise TypeError(n)

errors = []
for n in range(3):
    try:
        check(n)
    except Exception as e:
        e.add_note(f"item {n}")
        errors.append(e)
raise ExceptionGroup("several", errors)
