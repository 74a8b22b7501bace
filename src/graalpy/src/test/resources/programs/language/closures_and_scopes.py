# Closures, late binding, nonlocal, global, default arguments
total = 0


def make_counter(start=0, step=1):
    value = start

    def count():
        nonlocal value
        value += step
        return value

    def reset():
        nonlocal value
        value = start

    count.reset = reset
    return count


a, b = make_counter(), make_counter(100, 10)
print(a(), a(), b(), a(), b())
a.reset()
print(a(), a.__closure__ is not None, len(a.__code__.co_freevars))

late = [lambda: n for n in range(3)]
early = [lambda n=n: n for n in range(3)]
print([f() for f in late], [f() for f in early])


def add(amount):
    global total
    total += amount
    return total


for amount in (5, 10): add(amount)
print("total", total)


def remember(item, seen=[]):
    seen.append(item)
    return len(seen), seen[-2:]


print(remember("x"), remember("y"), remember("z", []), remember("w"))

x = "module"


class Scope:
    x = "class"
    y = x + " body"

    def method(self):
        return x, self.x

    values = [x for _ in range(2)]


print(Scope.y, Scope().method(), Scope.values)


def shadow():
    try:
        print(x)
    except UnboundLocalError as error:
        print("UnboundLocalError:", "'x'" in str(error))
    x = "local"
    return x


print(shadow(), x)

compose = lambda *fs: lambda v: v if not fs else compose(*fs[1:])(fs[0](v))
print(compose(str.strip, str.upper, lambda s: s + "!")("  hey "))


def later(): return defined_below(4)


def defined_below(n): return n * "ab"


print(later())
defined_below = len
try: later()
except TypeError as error: print("now it fails:", error)
if (n := len("walrus")) > 5: print(f"{n} letters", [y := 1, y + 1, y * 5], y)
del total
print("total" in globals())
