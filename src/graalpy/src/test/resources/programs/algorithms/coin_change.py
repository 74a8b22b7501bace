"""Ways to pay, the fewest coins, and when the greedy choice fails."""
from functools import cache
from itertools import combinations

EURO = (1, 2, 5, 10, 20, 50, 100, 200)
ODD = (1, 3, 4)


def ways(amount, coins):
    table = [1] + [0] * amount
    for coin in coins:
        for value in range(coin, amount + 1):
            table[value] += table[value - coin]
    return table[amount]


def fewest(amount, coins):
    @cache
    def best(rest):
        if rest == 0: return ()
        paid = [(best(rest - c), c) for c in coins if c <= rest]
        return min((p + (c,) for p, c in paid if p is not None), key=len, default=None)

    return best(amount)


def greedy(amount, coins):
    result = []
    for coin in sorted(coins, reverse=True):
        count, amount = divmod(amount, coin)
        result += [coin] * count
    return tuple(result) if amount == 0 else None


for amount in (5, 10, 50, 100):
    print(f"{amount:>4} cents: {ways(amount, EURO):>5} ways")

for amount in (6, 7, 12):
    g, f = greedy(amount, ODD), fewest(amount, ODD)
    print(f"{amount} with {ODD}: greedy {g}, fewest {tuple(sorted(f, reverse=True))}", "" if len(g) == len(f) else "<- differs")

failing = []
for low, high in combinations(range(2, 7), 2):
    coins = (1, low, high)
    if any(len(greedy(a, coins)) > len(fewest(a, coins)) for a in range(1, 13)):
        failing.append(coins)
print(len(failing), "systems where greedy fails, first", failing[0])
print("6 with (4, 5):", fewest(6, (4, 5)), greedy(6, (4, 5)))
print("largest not payable with 5 and 8:", max(a for a in range(60) if not ways(a, (5, 8))))
