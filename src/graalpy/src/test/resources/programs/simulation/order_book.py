"""A limit order book with price-time priority and a random but seeded flow of orders."""
import heapq
import random
from dataclasses import dataclass
from itertools import count


@dataclass(order=True)
class Order:
    rank: tuple
    price: int
    quantity: int
    side: str = "buy"


class Book:
    def __init__(self):
        self.bids, self.asks, self.trades, self.numbers = [], [], [], count(1)

    def submit(self, side, price, quantity):
        number = next(self.numbers)
        mine, theirs = (self.bids, self.asks) if side == "buy" else (self.asks, self.bids)
        crosses = (lambda other: other <= price) if side == "buy" else (lambda other: other >= price)
        while quantity and theirs and crosses(theirs[0].price):
            best = theirs[0]
            traded = min(quantity, best.quantity)
            self.trades.append((best.price, traded))
            quantity -= traded
            best.quantity -= traded
            if best.quantity == 0:
                heapq.heappop(theirs)
        if quantity:
            rank = (-price, number) if side == "buy" else (price, number)
            heapq.heappush(mine, Order(rank, price, quantity, side))

    @property
    def spread(self):
        return self.asks[0].price - self.bids[0].price if self.bids and self.asks else None

    def depth(self, side, levels=3):
        totals = {}
        for order in sorted(self.bids if side == "buy" else self.asks):
            totals[order.price] = totals.get(order.price, 0) + order.quantity
        return list(totals.items())[:levels]


rng = random.Random(8)
book = Book()
price = 100
for n in range(150):
    price += rng.choice((-1, 0, 0, 1))
    side = rng.choice(("buy", "sell"))
    limit = price + rng.randint(-3, 2) * (1 if side == "buy" else -1)
    book.submit(side, limit, rng.randint(1, 9))
    if n % 30 == 29:
        print(f"after {n + 1}: {len(book.trades)} trades, spread {book.spread}, bids {book.depth('buy')}, asks {book.depth('sell')}")

volume = sum(q for _, q in book.trades)
vwap = sum(p * q for p, q in book.trades) / volume
print(f"volume {volume}, average price {vwap:.3f}")
prices = [p for p, _ in book.trades]
print("low", min(prices), "high", max(prices), "last", prices[-1])
assert book.spread is None or book.spread > 0
