"""Metaclasses, __init_subclass__, __class_getitem__ and class creation by hand."""


class PluginMeta(type):
    registry = {}

    @classmethod
    def __prepare__(meta, name, bases, **options):
        print(f"preparing {name} with {options}")
        return {}

    def __new__(meta, name, bases, namespace, **options):
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, key=None):
        super().__init__(name, bases, namespace)
        if key:
            PluginMeta.registry[key] = cls

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.origin = f"made by {type(cls).__name__}"
        return instance

    def __len__(cls):
        return len(cls.registry)

    def __iter__(cls):
        return iter(sorted(cls.registry))


class Plugin(metaclass=PluginMeta):
    def __init__(self, value):
        self.value = value

    def run(self):
        raise NotImplementedError(f"{type(self).__name__}.run")


class Double(Plugin, key="double"):
    def run(self): return self.value * 2


class Reverse(Plugin, key="reverse"):
    def run(self): return self.value[::-1]


class Broken(Plugin, key="broken"): pass


print(len(Plugin), list(Plugin))
for key in Plugin:
    plugin = PluginMeta.registry[key]("abc")
    try:
        print(key, plugin.run(), plugin.origin)
    except NotImplementedError as error:
        print(key, "is not implemented:", error)


class Unit:
    factors = {}

    def __init_subclass__(cls, /, factor, **kwargs):
        super().__init_subclass__(**kwargs)
        Unit.factors[cls.__name__] = factor

    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item}"


class Metre(Unit, factor=1): ...
class Inch(Unit, factor=0.0254): ...


print(Unit.factors, Unit["length"], Inch[3])

Dynamic = type("Dynamic", (Double,), {"run": lambda self: super(Dynamic, self).run() + "!", "extra": 42})
print(Dynamic("hi").run(), Dynamic.extra, Dynamic.__mro__[1].__name__, type(Dynamic).__name__)
