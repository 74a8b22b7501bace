from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar, get_type_hints, overload, runtime_checkable

T = TypeVar("T")
K = TypeVar("K", str, int)


@runtime_checkable
class Drawable(Protocol):
    def draw(self) -> str: ...


class Square:
    sides: ClassVar[int] = 4

    def __init__(self, size: int) -> None:
        self.size = size

    def draw(self) -> str:
        return "\n".join("#" * self.size * 2 for _ in range(self.size))


class Number:
    value = 3


for thing in (Square(2), Number(), "text"):
    print(type(thing).__name__, isinstance(thing, Drawable))


class Stack(Generic[T]):
    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items: list[T] = list(items)

    def push(self, item: T) -> Stack[T]:
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def __len__(self) -> int:
        return len(self._items)


stack: Stack[int] = Stack([1]).push(2).push(3)
print(stack.pop(), len(stack), Stack[int].__origin__ is Stack)


class Film(TypedDict, total=False):
    title: str
    year: int


class Point(NamedTuple):
    x: int
    y: int = 0


@overload
def double(value: int) -> int: ...
@overload
def double(value: str) -> str: ...
def double(value):
    return value * 2


def group(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    result: dict[K, list[T]] = {}
    for item in items:
        result.setdefault(key(item), []).append(item)
    return result


film: Film = {"title": "Metropolis", "year": 1927}
print(film, Film.__annotations__.keys() == {"title", "year"})
print(Point(3), Point(1, 2)._replace(y=9), double(4), double("ab"))
print(group(["kiwi", "fig", "plum", "nut"], key=len))
print(get_type_hints(Point), group.__annotations__["return"])
mode: Literal["fast", "safe"] = "safe"
undefined: DoesNotExist | None = None
print(__annotations__["mode"], "|", __annotations__["undefined"], "|", sorted(__annotations__))
print(Square(2).draw(), Any, sep="\n")
