def work():
    squares = [n * n for n in range(200_000) if n % 3]
    pairs = {n: n + 1 for n in range(50_000)}
    return sum(squares) + len(pairs)
