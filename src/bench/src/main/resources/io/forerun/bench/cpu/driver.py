"""python3 driver.py PROGRAM CALLS: the times of the calls of its work(), in milliseconds."""

import sys
import time

names = {}
with open(sys.argv[1], encoding="utf-8") as file:
    exec(compile(file.read(), sys.argv[1], "exec"), names)
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    result = names["work"]()
    times.append((time.perf_counter() - start) * 1e3)
print(result)
print(sys.version.split()[0])
print(*times)
