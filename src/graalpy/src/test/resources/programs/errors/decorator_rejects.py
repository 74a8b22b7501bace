import functools
import inspect

REGISTRY = {}


def command(name=None):
    """Register a function as a command; every parameter needs an annotation."""

    def decorate(function):
        for parameter in inspect.signature(function).parameters.values():
            if parameter.annotation is parameter.empty:
                raise TypeError(f"{function.__name__}: parameter {parameter.name} has no annotation")

        @functools.wraps(function)
        def run(*words):
            kinds = [p.annotation for p in inspect.signature(function).parameters.values()]
            return function(*(kind(word) for kind, word in zip(kinds, words)))

        REGISTRY[name or function.__name__] = run
        return run

    return decorate


@command()
def add(a: int, b: int):
    return a + b


@command("times")
def multiply(text: str, n: int):
    return text * n


print(add("2", "40"), multiply("ab", "3"))
print(sorted(REGISTRY))


@command()
def divide(
    a: float,
    b,
):
    return a / b


for line in ("add 1 2", "times x 4", "divide 1 3"):
    name, *words = line.split()
    print(line, "=", REGISTRY[name](*words))
