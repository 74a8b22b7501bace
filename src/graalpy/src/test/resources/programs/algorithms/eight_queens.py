def solve(n, row=0, columns=(), rising=(), falling=()):
    """Yield one column for each row, so that no queen attacks another."""
    if row == n:
        yield columns
        return
    for column in range(n):
        if column in columns or row + column in rising or row - column in falling:
            continue
        yield from solve(n, row + 1, columns + (column,), rising + (row + column,), falling + (row - column,))


def board(columns):
    return "\n".join(" ".join("Q" if c == q else "." for c in range(len(columns))) for q in columns)


def symmetries(columns):
    n = len(columns)
    for _ in range(4):
        rotated = [0] * n
        for row, column in enumerate(columns):
            rotated[column] = n - 1 - row
        columns = tuple(rotated)
        yield columns
        yield columns[::-1]


def fundamental(solutions):
    seen, result = set(), []
    for s in solutions:
        if s not in seen:
            result.append(s)
            seen.update(symmetries(s))
    return result


def main():
    print(board(next(solve(8))))
    for n in range(1, 7):
        solutions = list(solve(n))
        print(f"n={n}: {len(solutions)} solutions, {len(fundamental(solutions))} without symmetries")
    first, *_, last = solve(6)
    print(first, last, first == last[::-1])


if __name__ == "__main__":
    main()
