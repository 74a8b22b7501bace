import bisect
import heapq
from operator import itemgetter

# (start, end, name, profit)
talks = [
    (9, 11, "Keynote", 50), (10, 12, "Types", 20), (11, 13, "Async", 40),
    (12, 14, "Lunch talk", 15), (13, 16, "Workshop", 70), (14, 15, "Lightning", 25),
    (15, 17, "Packaging", 30), (16, 18, "Testing", 45), (17, 19, "Panel", 35),
]

# The largest number of talks that one person can hear
last, heard = 0, []
for start, end, name, _ in sorted(talks, key=itemgetter(1)):
    if start >= last:
        heard.append(name)
        last = end
print("most talks:", heard)

# The greatest total profit
ordered = sorted(talks, key=itemgetter(1))
ends = [t[1] for t in ordered]
best = [0]
for i, (start, end, name, profit) in enumerate(ordered):
    j = bisect.bisect_right(ends, start, hi=i)
    best.append(max(best[i], best[j] + profit))
print("best profit:", best[-1])

chosen, i = [], len(ordered)
while i:
    if best[i] == best[i - 1]:
        i -= 1
    else:
        chosen.append(ordered[i - 1][2])
        i = bisect.bisect_right(ends, ordered[i - 1][0], hi=i - 1)
print("by:", " > ".join(reversed(chosen)))

# Rooms needed for all
rooms, free = [], []
for talk in sorted(talks):
    start, end, name, _ = talk
    if free and free[0][0] <= start:
        _, room = heapq.heappop(free)
    else:
        room = len(rooms)
        rooms.append([])
    rooms[room].append(talk)
    heapq.heappush(free, (end, room))

for number, plan in enumerate(rooms, 1):
    line = [" "] * 30
    for start, end, name, _ in plan:
        left, right = (start - 9) * 3, (end - 9) * 3
        line[left:right] = f"[{name[: right - left - 2]:-<{right - left - 2}}]"
    print(f"room {number} {''.join(line)}")

merged = []
for start, end, *_ in sorted(talks)[::3]:
    if merged and start <= merged[-1][1]:
        merged[-1][1] = max(merged[-1][1], end)
    else:
        merged.append([start, end])
print("merged:", merged)
