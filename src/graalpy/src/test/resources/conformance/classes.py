from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)

class Color(Enum):
    RED = 1
    BLUE = 2

class Point(NamedTuple):
    x: int
    y: int = 0

items = sorted([Item("b", 2.5), Item("a", 1.5, ["x"])])
print(items, Color.RED, Color(2), Point(1))
class Meta(type):
    def __new__(m, name, bases, ns):
        ns["made"] = name.lower()
        return super().__new__(m, name, bases, ns)
class Thing(metaclass=Meta): pass
print(Thing.made, Thing.__module__, Item.__qualname__)
