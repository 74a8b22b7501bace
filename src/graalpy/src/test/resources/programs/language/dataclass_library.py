"""Dataclasses: defaults, ordering, frozen values, post-init, replace, slots."""
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split(".")))

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"


versions = [Version.parse(v) for v in ("1.10.0", "1.9.3", "2", "1.9.12")]
print("sorted:", *sorted(versions))
print("newest:", max(versions), repr(max(versions)))

try:
    versions[0].major = 9
except FrozenInstanceError as error:
    print("frozen:", error)


@dataclass
class Package:
    name: str
    version: Version
    tags: list[str] = field(default_factory=list)
    downloads: int = field(default=0, compare=False)
    slug: str = field(init=False, repr=False)

    def __post_init__(self):
        self.slug = self.name.lower().replace(" ", "-")
        if not self.slug:
            raise ValueError("a package needs a name")


a = Package("Fast Json", Version(1, 2), tags=["json"])
b = replace(a, downloads=500)
print(a, b.slug, a == b)
b.tags.append("shared")
print("tags are shared by replace:", a.tags)
print(asdict(a))
print(astuple(Version(3, 1)))
print([f.name for f in fields(Package) if f.init])

try:
    Package("", Version(1))
except ValueError as error:
    print("invalid:", error)


@dataclass(slots=True, kw_only=True)
class Point:
    x: float
    y: float = 0.0


p = Point(x=1.5)
try:
    p.z = 3
except AttributeError:
    print("no attribute z on", p)
match p:
    case Point(x=x, y=0.0):
        print("on the axis at", x)
print({Version(1): "one", Version(1, 0): "same"})
