"""Grundy numbers, optimal play, and a minimax check for tic-tac-toe positions."""
from functools import cache, reduce
from operator import xor


@cache
def grundy(heap, moves=(1, 2, 3)):
    reachable = {grundy(heap - m, moves) for m in moves if m <= heap}
    value = 0
    while value in reachable:
        value += 1
    return value


print("take 1-3:  ", *(grundy(n) for n in range(16)))
print("take 1,3,4:", *(grundy(n, (1, 3, 4)) for n in range(16)))


def best_move(heaps):
    total = reduce(xor, heaps)
    for i, heap in enumerate(heaps):
        if heap ^ total < heap:
            return i, heap - (heap ^ total)
    i = max(range(len(heaps)), key=heaps.__getitem__)
    return i, 1


heaps, player = [3, 4, 5], "first"
while any(heaps):
    i, take = best_move(heaps)
    heaps[i] -= take
    print(f"{player:>6} takes {take} from heap {i + 1}: {heaps}")
    winner, player = player, "second" if player == "first" else "first"
print(winner, "wins")

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


@cache
def minimax(board, turn):
    """1 if X wins, -1 if O wins, 0 for a draw, with best play."""
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != ".":
            return 1 if board[a] == "X" else -1
    if "." not in board:
        return 0
    results = (
        minimax(board[:i] + turn + board[i + 1 :], "O" if turn == "X" else "X")
        for i, square in enumerate(board)
        if square == "."
    )
    return max(results) if turn == "X" else min(results)


for board, turn in [("X.O.X..O.", "X"), ("XO..X....", "O"), ("XOXOOX...", "X"), ("O.X.XO...", "O")]:
    outcome = {1: "X wins", 0: "draw", -1: "O wins"}[minimax(board, turn)]
    print(board[:3], board[3:6], board[6:], f"{turn} to move: {outcome}")
print("positions examined:", minimax.cache_info().currsize)
