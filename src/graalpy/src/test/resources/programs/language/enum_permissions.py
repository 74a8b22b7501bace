from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    EXECUTE = auto()
    ALL = READ | WRITE | EXECUTE

    @classmethod
    def from_mode(cls, text):
        result = cls(0)
        for letter, member in zip("rwx", (cls.READ, cls.WRITE, cls.EXECUTE)):
            if letter in text:
                result |= member
        return result


for mode in ("r--", "rw-", "rwx", "---"):
    p = Permission.from_mode(mode)
    print(mode, p.value, sorted(m.name for m in Permission if m in p and m is not Permission.ALL), bool(p))

print(Permission.READ in Permission.ALL, (Permission.ALL & ~Permission.WRITE).value)


class Level(IntEnum):
    LOW, MIDDLE, HIGH = 1, 5, 10

    def __str__(self):
        return self.name.lower()


print(Level.LOW < Level.HIGH, Level(5), sum(Level), max(Level), f"{Level.HIGH}", f"{Level.HIGH:d}")


class Colour(StrEnum):
    RED = auto()
    GREEN = auto()


print(Colour.RED.upper(), Colour("green") is Colour.GREEN, ", ".join(Colour))


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.6743e-11 * self.mass / self.radius**2

    @classmethod
    def _missing_(cls, value):
        return cls.EARTH if value == "home" else None


for planet in Planet:
    print(f"{planet.name:<8}{planet.gravity:6.2f} m/s2, 70 kg weigh like {70 * planet.gravity / Planet.EARTH.gravity:.1f} kg")
print(Planet("home"), list(Planet.__members__))

try:
    Planet("Pluto")
except ValueError as error:
    print(error)
try:
    @unique
    class Status(Enum): OK = 1; FINE = 1
except ValueError as error:
    print(error)
