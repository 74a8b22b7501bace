"""An elevator that serves requests with the scan algorithm."""

from enum import Enum


class Direction(Enum):
    UP = 1
    DOWN = -1
    IDLE = 0

    @property
    def arrow(self):
        return {"UP": "^", "DOWN": "v", "IDLE": "-"}[self.name]


class Elevator:
    def __init__(self, floors):
        self.floors = floors
        self.floor = 0
        self.direction = Direction.IDLE
        self.waiting = {n: [] for n in range(floors)}
        self.inside = []
        self.delivered = []

    def call(self, now, name, source, target):
        self.waiting[source].append((name, target, now))

    def stops(self):
        return {target for _, target, _ in self.inside} | {f for f, people in self.waiting.items() if people}

    def tick(self, now):
        leaving = [p for p in self.inside if p[1] == self.floor]
        for person in leaving:
            self.inside.remove(person)
            self.delivered.append((person[0], now - person[2]))
        entering, self.waiting[self.floor] = self.waiting[self.floor], []
        self.inside.extend(entering)
        stops = self.stops()
        above, below = any(s > self.floor for s in stops), any(s < self.floor for s in stops)
        match self.direction:
            case Direction.UP | Direction.IDLE if above: self.direction = Direction.UP
            case Direction.DOWN if below: pass
            case _ if below: self.direction = Direction.DOWN
            case _ if above: self.direction = Direction.UP
            case _: self.direction = Direction.IDLE
        if leaving or entering:
            print(f"t={now:>2} floor {self.floor} {self.direction.arrow}", end="")
            print(f" out={[p[0] for p in leaving]} in={[p[0] for p in entering]}")
            return
        self.floor += self.direction.value


calls = {0: [("Ann", 0, 5), ("Bob", 3, 1)], 4: [("Cy", 6, 0)], 5: [("Dee", 2, 7)], 20: [("Eve", 7, 3)]}
lift = Elevator(floors=8)
for now in range(60):
    for call in calls.get(now, []): lift.call(now, *call)
    lift.tick(now)

for name, time in sorted(lift.delivered, key=lambda item: item[1]):
    print(f"{name:<4} took {time:>2} ticks {'=' * time}")
print("resting at", lift.floor, lift.direction)
assert len(lift.delivered) == sum(map(len, calls.values()))
