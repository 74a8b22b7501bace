"""Trains on a single track with passing loops: a simulation with generators as processes."""
import heapq
from itertools import count

STATIONS = ["Alba", "Bra", "Cavour", "Dogliani"]
MINUTES = {("Alba", "Bra"): 9, ("Bra", "Cavour"): 14, ("Cavour", "Dogliani"): 7}


class Track:
    def __init__(self): self.owner, self.queue = None, []


tracks = {frozenset(pair): Track() for pair in MINUTES}
agenda, order, log = [], count(), []


def at(time, process):
    heapq.heappush(agenda, (time, next(order), process))


def train(name, route, start):
    now = yield start
    for here, there in zip(route, route[1:]):
        key = frozenset((here, there))
        track = tracks[key]
        while track.owner is not None:
            log.append((now, f"{name} waits in {here} for {track.owner}"))
            now = yield track
        track.owner = name
        minutes = MINUTES.get((here, there)) or MINUTES[there, here]
        log.append((now, f"{name} leaves {here}"))
        now = yield now + minutes
        track.owner = None
        for waiting in track.queue: at(now, waiting)
        track.queue.clear()
    log.append((now, f"{name} ends in {there}"))


for name, route, start in [("R1", STATIONS, 0), ("R2", STATIONS[::-1], 3), ("X9", STATIONS[:3], 12)]:
    process = train(name, route, start)
    at(next(process), process)

while agenda:
    now, _, process = heapq.heappop(agenda)
    try:
        wish = process.send(now)
    except StopIteration:
        continue
    if isinstance(wish, Track):
        wish.queue.append(process)
    else:
        at(wish, process)

for minute, text in log:
    print(f"8:{minute:02}" if minute < 60 else f"9:{minute - 60:02}", text)
print("delays:", sum("waits" in text for _, text in log))
assert all(t.owner is None and not t.queue for t in tracks.values())
