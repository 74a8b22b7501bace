from collections.abc import Sequence, MutableMapping
from copy import copy, deepcopy


class Chain(Sequence):
    """A persistent list: pushing makes a new list that shares its tail."""

    __slots__ = ("_head", "_tail", "_size")

    def __init__(self, head=None, tail=None):
        self._head, self._tail = head, tail
        self._size = 0 if tail is None else len(tail) + 1

    @classmethod
    def of(cls, *items):
        result = cls()
        for item in reversed(items):
            result = result.push(item)
        return result

    def push(self, item): return Chain(item, self)

    def __len__(self): return self._size

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Chain.of(*[self[i] for i in range(*index.indices(len(self)))])
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} of a chain of {len(self)}")
        node = self
        for _ in range(index % len(self)):
            node = node._tail
        return node._head

    def __repr__(self): return f"Chain.of({', '.join(map(repr, self))})"


base = Chain.of(3, 2, 1)
left, right = base.push("l"), base.push("r")
print(base, left, right, left._tail is right._tail)
print(base[0], base[-1], base[1:], list(reversed(base)), 2 in base, base.index(1), base.count(9))
try:
    base[5]
except IndexError as error:
    print("IndexError:", error)


class CaseInsensitive(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key): return self.data[key.lower()][1]
    def __setitem__(self, key, value): self.data[key.lower()] = (key, value)
    def __delitem__(self, key): del self.data[key.lower()]
    def __iter__(self): return (key for key, _ in self.data.values())
    def __len__(self): return len(self.data)
    def __repr__(self): return f"{{{', '.join(f'{k}: {v!r}' for k, v in self.items())}}}"


headers = CaseInsensitive({"Content-Type": "text/plain"}, Accept="*/*")
headers["CONTENT-TYPE"] = "text/html"
print(headers, headers["accept"], "ACCEPT" in headers, headers.get("x", "none"), len(headers))
print(headers.pop("accept"), headers.setdefault("Age", 3), dict(headers))

shallow, deep = copy({"a": [1]}), None
original = {"list": [1, 2], "self": None}
original["self"] = original
deep = deepcopy(original)
original["list"].append(3)
print(deep["list"], deep["self"] is deep, shallow)
print(original)
