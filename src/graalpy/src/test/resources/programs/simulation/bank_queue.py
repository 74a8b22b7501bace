"""Event-driven simulation of a bank with several tellers and one queue."""
import heapq
import random
import statistics
from collections import deque


def simulate(tellers, customers, seed, mean_gap=3.0, mean_service=8.0):
    rng = random.Random(seed)
    events, number = [], 0
    now = 0.0
    for number in range(customers):
        now += rng.expovariate(1 / mean_gap)
        heapq.heappush(events, (now, number, "arrive"))

    queue, free = deque(), tellers
    arrived, waits, longest = {}, [], 0
    while events:
        now, who, what = heapq.heappop(events)
        if what == "arrive":
            arrived[who] = now
            queue.append(who)
            longest = max(longest, len(queue))
        else:
            free += 1
        while queue and free:
            customer = queue.popleft()
            free -= 1
            waits.append(now - arrived[customer])
            heapq.heappush(events, (now + rng.expovariate(1 / mean_service), customer, "leave"))
    return now, waits, longest


print("tellers   mean wait   95 %   longest queue   closes at")
for tellers in range(2, 6):
    end, waits, longest = simulate(tellers, customers=80, seed=42)
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(f"{tellers:>7} {statistics.mean(waits):>11.2f} {p95:>6.1f} {longest:>15} {end:>11.1f}")

# Is the difference stable over other days?
for tellers in (3, 4):
    means = [statistics.mean(simulate(tellers, 60, seed)[1]) for seed in range(6)]
    print(f"{tellers} tellers: {min(means):.2f} to {max(means):.2f}, mean {statistics.mean(means):.2f}")
