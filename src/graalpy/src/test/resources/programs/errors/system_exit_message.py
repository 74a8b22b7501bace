import sys
from contextlib import contextmanager


@contextmanager
def step(title):
    print(f"{title} ...", end=" ")
    try:
        yield
        print("ok")
    except SystemExit:
        print("stopped")
        raise
    finally:
        sys.stdout.flush()


def require(condition, message):
    if not condition:
        sys.exit(f"error: {message}")


with step("reading"):
    rows = [line.split(",") for line in ["a,1", "b,2", "c,x"]]

with step("counting"):
    require(len(rows) == 3, "three rows are needed")

with step("converting"):
    values = []
    for key, text in rows:
        require(text.isdigit(), f"{key} has the value {text!r}")
        values.append(int(text))

with step("adding"):
    total = sum(values)

print("total", total)
for key, text in rows:
    print(key, int(text) / total)
