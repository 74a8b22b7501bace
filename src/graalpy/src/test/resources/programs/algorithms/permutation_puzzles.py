"""SEND + MORE = MONEY and friends, by hand-written backtracking over the columns."""
from itertools import permutations, product
from math import factorial


def solve(words, total):
    """All solutions of an addition puzzle, column by column from the right."""
    letters = sorted(set("".join(words) + total))
    leading = {w[0] for w in (*words, total)}
    columns = [([w[-1 - i] for w in words if i < len(w)], total[-1 - i]) for i in range(len(total))]
    solutions = []

    def column(index, carry, values):
        if index == len(columns):
            if carry == 0:
                solutions.append(dict(values))
            return
        addends, target = columns[index]
        unknown = [x for x in dict.fromkeys(addends) if x not in values]
        free = [d for d in range(10) if d not in values.values()]
        for digits in permutations(free, len(unknown)):
            trial = {**values, **dict(zip(unknown, digits))}
            quotient, digit = divmod(carry + sum(trial[a] for a in addends), 10)
            if target in trial:
                if trial[target] != digit: continue
            elif digit in trial.values():
                continue
            else:
                trial[target] = digit
            if any(trial.get(x) == 0 for x in leading): continue
            column(index + 1, quotient, trial)

    column(0, 0, {})
    return letters, solutions


for words, total in [(("SEND", "MORE"), "MONEY"), (("TWO", "TWO"), "FOUR"), (("A", "B"), "C")]:
    letters, solutions = solve(words, total)
    print(f"{' + '.join(words)} = {total}: {len(solutions)} solutions")
    for s in solutions[:2]:
        numbers = [int("".join(str(s[c]) for c in w)) for w in (*words, total)]
        assert sum(numbers[:-1]) == numbers[-1]
        print("   {} = {}".format(" + ".join(map(str, numbers[:-1])), numbers[-1]))


def nth_permutation(items, n):
    items, result = list(items), []
    while items:
        i, n = divmod(n, factorial(len(items) - 1))
        result.append(items.pop(i))
    return "".join(result)


print(nth_permutation("0123456789", 999_999))
print([nth_permutation("abc", n) for n in range(6)] == ["".join(p) for p in permutations("abc")])
print("dice sums:", [sum(sum(d) == s for d in product(range(1, 7), repeat=2)) for s in range(2, 13)])
derangements = sum(all(i != x for i, x in enumerate(p)) for p in permutations(range(5)))
print("derangements of 5:", derangements)
