from collections import deque
from itertools import accumulate, islice, pairwise

temperatures = [
    12.1, 13.4, 11.8, 15.0, 16.2, 18.9, 17.3, 14.4, 13.0, 12.7,
    14.9, 16.8, 19.5, 21.0, 20.2, 18.4, 17.9, 16.1, 15.5, 14.0,
]


def moving_average(values, size):
    window = deque(maxlen=size)
    for value in values:
        window.append(value)
        if len(window) == size:
            yield sum(window) / size


print("Three day average:")
print([round(v, 2) for v in moving_average(temperatures, 3)])

print("First values of the week's average:", end=" ")
for v in islice(moving_average(temperatures, 7), 4):
    print(f"{v:.3f}", end=" ")
print()

# Exponential smoothing
alpha = 0.3
smooth = list(accumulate(temperatures, lambda s, x: alpha * x + (1 - alpha) * s))
for day, (raw, s) in enumerate(zip(temperatures, smooth), 1):
    bar = "*" * round(s)
    print(f"day {day:2d} {raw:5.1f} {s:6.2f} {bar}")

changes = [round(b - a, 1) for a, b in pairwise(temperatures)]
print("largest rise:", max(changes), "after day", changes.index(max(changes)) + 1)
print("largest fall:", min(changes), "after day", changes.index(min(changes)) + 1)

running_max = list(accumulate(temperatures, max))
records = sum(1 for a, b in pairwise(running_max) if b > a) + 1
print("record days:", records)

longest = current = 1
for a, b in pairwise(temperatures):
    current = current + 1 if b > a else 1
    longest = max(longest, current)
print("longest warming streak:", longest, "days")
