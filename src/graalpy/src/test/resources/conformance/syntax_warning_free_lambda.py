add = lambda a, b=2: a + b
ops = {"+": add, "-": lambda a, b: a - b}
print({k: f(5, 3) for k, f in ops.items()})
print(add.__name__, add.__code__.co_firstlineno)
add("x", 1)
