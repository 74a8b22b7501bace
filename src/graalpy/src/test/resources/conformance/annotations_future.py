"""Annotations are strings in the whole file."""
from __future__ import annotations

x: Undefined = 1

def f(a: Missing) -> AlsoMissing:
    return a

print(f.__annotations__, __annotations__, f(2))
"a later string"
print(__doc__)
