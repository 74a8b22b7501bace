"""Optional imports: one is guarded, the other is not."""
import sys

try:
    import fancy_tables_that_nobody_has as tables
except ImportError as error:
    print("no tables:", error)
    tables = None

try:
    from math import squareroot
except ImportError as error:
    print("no squareroot:", str(error).split(" (")[0])
    from math import sqrt as squareroot


def show(rows):
    if tables is not None:
        return tables.render(rows)
    return "\n".join("\t".join(map(str, row)) for row in rows)


rows = [(n, n * n, round(squareroot(n), 4)) for n in range(1, 6)]
print(show(rows))
print("modules:", all(name in sys.modules for name in ("sys", "math")))

import numbers_of_the_future

for row in rows:
    print(numbers_of_the_future.predict(row))
total = sum(n for n, *_ in rows)
print("total", total)
