import io
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


class Transaction:
    def __init__(self, store):
        self.store = store

    def __enter__(self):
        self.backup = dict(self.store)
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            print("commit", self.store)
            return False
        self.store.clear()
        self.store.update(self.backup)
        print(f"rollback after {kind.__name__}: {error}")
        return issubclass(kind, ValueError)


@contextmanager
def tag(name):
    print(f"<{name}>", end="")
    try:
        yield name.upper()
    except LookupError as error:
        print(f"[{error}]", end="")
    finally:
        print(f"</{name}>")


store = {"a": 1}
with Transaction(store):
    store["b"] = 2

with Transaction(store):
    store["a"] = 99
    raise ValueError("too much")
print(store)

try:
    with Transaction(store) as transaction:
        del store["a"]
        store["nothing"] += 1
except KeyError as error:
    print("passed on:", error, transaction.store == {"a": 1, "b": 2})

with tag("p") as shown, tag("b"):
    print(shown, end="")
with tag("i"): raise IndexError("lost")

buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))

with suppress(FileNotFoundError):
    open("does-not-exist.txt")
    print("never")

with ExitStack() as stack:
    for n in range(3):
        stack.callback(print, "closing", n)
    stack.enter_context(tag("stack"))
    print("inside", end="")

with (
    closing(io.StringIO("one\ntwo\n")) as lines,
    nullcontext(10) as start,
):
    for number, line in enumerate(lines, start):
        print(number, line.rstrip())
print("closed:", lines.closed)
