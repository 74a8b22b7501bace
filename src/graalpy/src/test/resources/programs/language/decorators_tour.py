import functools


def trace(function):
    """Print each call and its result, indented by depth."""
    depth = 0

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal depth
        shown = ", ".join([*map(repr, args), *(f"{k}={v!r}" for k, v in kwargs.items())])
        print("  " * depth + f"{function.__name__}({shown})")
        depth += 1
        try:
            result = function(*args, **kwargs)
        finally:
            depth -= 1
        print("  " * depth + f"-> {result!r}")
        return result

    return wrapper


def repeat(times, *, collect=list):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            return collect(function(*args) for _ in range(times))
        return wrapper
    return decorate


def retry(*errors, attempts=3):
    def decorate(function):
        def wrapper(*args):
            for attempt in range(1, attempts + 1):
                try:
                    return function(*args)
                except errors as error:
                    print(f"attempt {attempt}: {error}")
            return None
        return wrapper
    return decorate


@trace
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(3))
print(fib.__name__, fib.__doc__, fib.__wrapped__(1))

counter = iter(range(10))


@repeat(3, collect=tuple)
def draw(): return next(counter)


@retry(ZeroDivisionError, KeyError, attempts=4)
def flaky(state={"n": 2}):
    state["n"] -= 1
    return 10 // state["n"]


print(draw(), draw())
print(flaky(), flaky())


class Registry(dict):
    def __call__(self, name):
        return lambda function: self.setdefault(name, function)


commands = Registry()


@commands("add")
def _(a, b): return a + b


@commands("join")
@repeat(2, collect="".join)
def _(*words): return "-".join(words)


for name, arguments in {"add": (2, 3), "join": ("x", "y")}.items():
    print(name, commands[name](*arguments))


@functools.lru_cache(maxsize=2)
def square(n): print("computing", n); return n * n


print([square(n) for n in (1, 2, 1, 3, 1, 2)], square.cache_info())
