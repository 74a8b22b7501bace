from collections.abc import Iterator
from itertools import chain, islice, tee


def numbers(text):
    for line in text.splitlines():
        for word in line.split():
            try:
                yield float(word)
            except ValueError:
                print(f"(skipping {word!r})")


def averager():
    """A coroutine that receives values and answers with the running mean."""
    total = count = 0
    mean = None
    while True:
        try:
            value = yield mean
        except ZeroDivisionError:
            print("reset")
            total = count = 0
            mean = None
            continue
        if value is None:
            return total, count
        total += value
        count += 1
        mean = total / count


def chunked(items, size):
    iterator = iter(items)
    while piece := list(islice(iterator, size)):
        yield piece


def flatten(tree):
    for node in tree:
        if isinstance(node, (list, tuple)):
            yield from flatten(node)
        else:
            yield node


def supervised():
    result = yield from averager()
    print("averager returned", result)
    yield "done"


text = """1 2 three 4
5.5 x 6"""
pipeline = (n * n for n in numbers(text) if n > 1)
print("type:", isinstance(pipeline, Iterator))
print(next(pipeline))
print(list(pipeline), list(pipeline))

mean = averager()
next(mean)
print([mean.send(v) for v in (10, 20, 60)], mean.throw(ZeroDivisionError), mean.send(7))
try:
    mean.send(None)
except StopIteration as stop:
    print("result:", stop.value)

outer = supervised()
next(outer); outer.send(4); print(outer.send(None))

print(list(chunked(range(8), 3)), list(flatten([1, [2, (3, [4]), []], 5])))

first, second = tee(chain("ab", range(2)))
print(list(zip(first, islice(second, 1, None))))


def resource():
    try:
        yield from range(3)
    finally:
        print("cleaned up")


g = resource()
for n in g:
    if n == 1: break
g.close()
g = resource(); print(next(g)); g.close()
print(sum(1 for _ in resource()))
