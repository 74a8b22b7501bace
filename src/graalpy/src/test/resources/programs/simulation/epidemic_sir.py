"""The SIR model, once with differential equations and once with individuals."""
import random


def sir(s, i, r, beta, gamma, days, dt=0.25):
    n = s + i + r
    history = [(0, s, i, r)]
    for day in range(1, days + 1):
        for _ in range(int(1 / dt)):
            infected = beta * s * i / n * dt
            recovered = gamma * i * dt
            s, i, r = s - infected, i + infected - recovered, r + recovered
        history.append((day, s, i, r))
    return history


history = sir(990, 10, 0, beta=0.4, gamma=0.1, days=90)
print("day   suspect.  infected  recovered")
for day, s, i, r in history[::10]:
    print(f"{day:>3} {s:>10.1f} {i:>9.1f} {r:>10.1f}  {'#' * int(i / 15)}")

peak = max(history, key=lambda row: row[2])
print(f"peak on day {peak[0]} with {peak[2]:.0f} infected")
assert abs(sum(history[-1][1:]) - 1000) < 1e-6

# Individuals who meet at random
rng = random.Random(17)
PEOPLE, DAYS = 120, 40
state = ["I"] * 3 + ["S"] * (PEOPLE - 3)
since = [0] * PEOPLE
curve = []
for day in range(DAYS):
    for person in [p for p in range(PEOPLE) if state[p] == "I"]:
        for contact in rng.sample(range(PEOPLE), 3):
            if state[contact] == "S" and rng.random() < 0.12:
                state[contact], since[contact] = "I", day
        if day - since[person] >= 8:
            state[person] = "R"
    curve.append(state.count("I"))

print("individuals:", *curve)
print({kind: state.count(kind) for kind in "SIR"})
immune = 1 - 0.1 / 0.4
print(f"herd immunity at {immune:.0%}")
