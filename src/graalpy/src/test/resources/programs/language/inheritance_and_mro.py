"""Cooperative inheritance, mixins, super() and abstract properties."""
from abc import ABC, abstractmethod


class Component:
    def __init__(self, **rest):
        if rest:
            raise TypeError(f"unexpected {sorted(rest)}")

    def describe(self):
        return []


class Named(Component):
    def __init__(self, *, name, **rest):
        super().__init__(**rest)
        self.name = name

    def describe(self):
        return [f"name={self.name}", *super().describe()]


class Priced(Component):
    def __init__(self, *, price=0, **rest):
        super().__init__(**rest)
        self.price = price

    def describe(self):
        return [f"price={self.price}", *super().describe()]


class Comparable:
    def __lt__(self, other): return self.describe() < other.describe()
    def __eq__(self, other): return self.describe() == other.describe()
    __hash__ = None


class Product(Named, Priced, Comparable):
    pass


product = Product(name="lamp", price=20)
print(product.describe())
print(" > ".join(c.__name__ for c in Product.__mro__))
print(product == Product(price=20, name="lamp"), product < Product(name="desk"))

try:
    Product(name="x", colour="red")
except TypeError as error:
    print("TypeError:", error)
try:
    hash(product)
except TypeError as error:
    print("TypeError:", error)
try:
    class Impossible(Component, Product): pass
except TypeError as error:
    print(str(error).split("\n")[0][:50])


class Storage(ABC):
    @property
    @abstractmethod
    def capacity(self): ...

    @abstractmethod
    def load(self, item): ...

    def load_all(self, *items):
        for item in items: self.load(item)
        return self


class Shelf(Storage):
    capacity = 2

    def __init__(self): self.items = []

    def load(self, item):
        if len(self.items) == self.capacity:
            print("no room for", item)
            return
        self.items.append(item)


print(Shelf().load_all("a", "b", "c").items, Storage.__abstractmethods__ == {"capacity", "load"})


class Proxy:
    def __init__(self, target): object.__setattr__(self, "_target", target)
    def __getattr__(self, name): print("get", name, end="; "); return getattr(self._target, name)
    def __setattr__(self, name, value): print("set", name, end="; "); setattr(self._target, name, value)


proxy = Proxy(product)
proxy.price = 25
print(proxy.price, product.price, isinstance(proxy, Product))
