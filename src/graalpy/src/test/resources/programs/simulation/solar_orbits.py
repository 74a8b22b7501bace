"""Two-body and three-body orbits with the leapfrog method in plain Python."""
from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class Body:
    name: str
    mass: float
    x: float
    y: float
    vx: float
    vy: float

    def distance(self, other: Body) -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


# astronomical units, years, solar masses
G = 4 * math.pi**2


def accelerations(bodies: list[Body]) -> list[tuple[float, float]]:
    result = []
    for a in bodies:
        ax = ay = 0.0
        for b in bodies:
            if a is not b:
                r3 = a.distance(b) ** 3
                ax += G * b.mass * (b.x - a.x) / r3
                ay += G * b.mass * (b.y - a.y) / r3
        result.append((ax, ay))
    return result


def leapfrog(bodies, dt):
    for body, (ax, ay) in zip(bodies, accelerations(bodies)):
        body.vx += ax * dt / 2
        body.vy += ay * dt / 2
        body.x += body.vx * dt
        body.y += body.vy * dt
    for body, (ax, ay) in zip(bodies, accelerations(bodies)):
        body.vx += ax * dt / 2; body.vy += ay * dt / 2


def energy(bodies):
    kinetic = sum(b.mass * (b.vx**2 + b.vy**2) / 2 for b in bodies)
    potential = sum(-G * a.mass * b.mass / a.distance(b) for i, a in enumerate(bodies) for b in bodies[:i])
    return kinetic + potential


sun = Body("Sun", 1.0, 0, 0, 0, 0)
earth = Body("Earth", 3e-6, 1, 0, 0, 2 * math.pi)
mars = Body("Mars", 3.2e-7, 1.524, 0, 0, 2 * math.pi / math.sqrt(1.524))
bodies = [sun, earth, mars]
before = energy(bodies)

steps = 100
for step in range(steps + 1):
    if step % 10 == 0:
        angle = math.degrees(math.atan2(earth.y, earth.x)) % 360
        print(f"year {step / steps:.2f}: Earth at {angle:6.1f} degrees, {earth.distance(sun):.4f} AU from the Sun")
    leapfrog(bodies, 1 / steps)

print(f"Mars is {mars.distance(sun):.3f} AU away")
print("energy drift below 1e-4:", abs((energy(bodies) - before) / before) < 1e-4)
print(Body.__annotations__["name"], type(Body.__annotations__["name"]).__name__)
