"""Carve a maze by a seeded depth-first search, solve it by breadth-first search and A*."""
import heapq
import random
from collections import deque

WIDTH, HEIGHT = 21, 11
rng = random.Random(5)
grid = [["#"] * WIDTH for _ in range(HEIGHT)]

stack = [(1, 1)]
grid[1][1] = " "
while stack:
    x, y = stack[-1]
    options = [
        (x + dx, y + dy, x + dx // 2, y + dy // 2)
        for dx, dy in ((2, 0), (-2, 0), (0, 2), (0, -2))
        if 0 < x + dx < WIDTH and 0 < y + dy < HEIGHT and grid[y + dy][x + dx] == "#"
    ]
    if not options:
        stack.pop()
        continue
    nx, ny, wx, wy = rng.choice(options)
    grid[wy][wx] = grid[ny][nx] = " "
    stack.append((nx, ny))

# knock down a few walls so that there is more than one way
for _ in range(12):
    x, y = rng.randrange(1, WIDTH - 1), rng.randrange(1, HEIGHT - 1)
    grid[y][x] = " "

start, goal = (1, 1), (WIDTH - 2, HEIGHT - 2)


def neighbours(cell):
    x, y = cell
    return [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)) if grid[y + dy][x + dx] == " "]


def trace(came, cell):
    path = [cell]
    while came[path[-1]] is not None:
        path.append(came[path[-1]])
    return path[::-1]


def bfs():
    came, queue = {start: None}, deque([start])
    while queue:
        if (cell := queue.popleft()) == goal:
            return trace(came, cell), len(came)
        for n in neighbours(cell):
            if n not in came:
                came[n] = cell
                queue.append(n)


def a_star():
    estimate = lambda c: abs(c[0] - goal[0]) + abs(c[1] - goal[1])
    came, cost, heap = {start: None}, {start: 0}, [(estimate(start), 0, start)]
    while heap:
        _, g, cell = heapq.heappop(heap)
        if cell == goal:
            return trace(came, cell), len(came)
        for n in neighbours(cell):
            if n not in cost or g + 1 < cost[n]:
                cost[n], came[n] = g + 1, cell
                heapq.heappush(heap, (g + 1 + estimate(n), g + 1, n))


path, seen = bfs()
other, other_seen = a_star()
print(f"breadth first: {len(path)} steps, {seen} cells seen; A*: {len(other)} steps, {other_seen} cells seen")
for x, y in path:
    grid[y][x] = "·"
grid[start[1]][start[0]], grid[goal[1]][goal[0]] = "S", "G"
print("\n".join("".join(row) for row in grid))
