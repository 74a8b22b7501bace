"""Elastic balls in a box: positions at fixed times, energy and collisions counted."""

balls = [
    # x, vx, mass
    [1.0, 1.5, 1.0],
    [3.0, -0.5, 2.0],
    [6.0, 0.0, 1.0],
    [8.0, -1.0, 4.0],
]
LENGTH, DT = 10.0, 0.05

collisions = walls = 0
time = 0.0
frames = []

while time < 10.0 - 1e-9:
    for ball in balls:
        ball[0] += ball[1] * DT
        if ball[0] < 0 and ball[1] < 0 or ball[0] > LENGTH and ball[1] > 0:
            ball[1] = -ball[1]
            walls += 1
    for left, right in zip(balls, balls[1:]):
        if left[0] >= right[0] and left[1] > right[1]:
            (v1, m1), (v2, m2) = left[1:], right[1:]
            left[1] = (m1 * v1 + m2 * v2 - m2 * (v1 - v2)) / (m1 + m2)
            right[1] = (m1 * v1 + m2 * v2 + m1 * (v1 - v2)) / (m1 + m2)
            collisions += 1
    time += DT
    if len(frames) < time // 0.5:
        frames.append([ball[0] for ball in balls])

for number, frame in enumerate(frames, 1):
    line = ["."] * 41
    for name, x in zip("abcd", frame):
        line[max(0, min(40, round(x * 4)))] = name
    print(f"{number * 0.5:4.1f}s {''.join(line)}")

energy = sum(m * v * v / 2 for _, v, m in balls)
momentum = sum(m * v for _, v, m in balls)
print(f"{collisions} collisions, {walls} times a wall")
print(f"energy {energy:.6f} (was {(1.5**2 + 2 * 0.5**2 + 4 * 1.0) / 2:.6f}), momentum {momentum:+.3f}")
print("fastest:", "abcd"[max(range(4), key=lambda i: abs(balls[i][1]))])
