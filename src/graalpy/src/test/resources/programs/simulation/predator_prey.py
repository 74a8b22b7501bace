def derivatives(rabbits, foxes, a=1.1, b=0.4, c=0.1, d=0.4):
    return a * rabbits - b * rabbits * foxes, c * rabbits * foxes - d * foxes


def euler(state, h):
    return tuple(x + h * dx for x, dx in zip(state, derivatives(*state)))


def runge_kutta(state, h):
    k1 = derivatives(*state)
    k2 = derivatives(*(x + h / 2 * k for x, k in zip(state, k1)))
    k3 = derivatives(*(x + h / 2 * k for x, k in zip(state, k2)))
    k4 = derivatives(*(x + h * k for x, k in zip(state, k3)))
    return tuple(x + h / 6 * (p + 2 * q + 2 * r + s) for x, p, q, r, s in zip(state, k1, k2, k3, k4))


def simulate(step, h, end=20.0, start=(10.0, 5.0)):
    state, rows = start, [start]
    for _ in range(round(end / h)):
        state = step(state, h)
        rows.append(state)
    return rows


fine = simulate(runge_kutta, 0.05)
for t in range(0, 21, 2):
    rabbits, foxes = fine[t * 20]
    line = [" "] * 50
    line[min(49, round(rabbits))] = "r"
    line[min(49, round(foxes * 2))] = "f"
    print(f"t={t:>2} r={rabbits:7.3f} f={foxes:7.3f} |{''.join(line)}|")

# Which method is how far off at the end?
reference = fine[-1]
for step in (euler, runge_kutta):
    for h in (0.1, 0.2):
        r, f = simulate(step, h)[-1]
        print(f"{step.__name__:<12} h={h}: error {abs(r - reference[0]) + abs(f - reference[1]):.4f}")

peaks = [i for i in range(1, len(fine) - 1) if fine[i - 1][0] < fine[i][0] > fine[i + 1][0]]
print("rabbits peak at", [round(i * 0.05, 2) for i in peaks])
