def counter():
    total = 0
    while True:
        got = yield total
        if got is None:
            return total
        total += got

c = counter()
next(c)
c.send(3)
print(c.send(4))
try:
    next(c)
except StopIteration as stop:
    print("returned", stop.value)
import itertools
stream = (n * n for n in itertools.count())
print(list(itertools.islice(stream, 3)), next(stream))
