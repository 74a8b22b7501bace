def gen():
    for i in range(3):
        yield helper(i)

def outer():
    return lambda: later * 2

g = gen()

def helper(i):
    return i * 10

later = 21
print(list(g), outer()())
fs = [lambda: i for i in range(3)]
i = 7
print([f() for f in fs])
