"""Agents with simple strategies trade one share; the price follows the demand."""
import random
from abc import ABC, abstractmethod


class Agent(ABC):
    def __init__(self, name, cash=1000.0, shares=10):
        self.name, self.cash, self.shares = name, cash, shares

    @abstractmethod
    def decide(self, prices): ...

    def trade(self, price, amount):
        amount = max(-self.shares, min(amount, int(self.cash // price)))
        self.cash -= amount * price
        self.shares += amount
        return amount

    def worth(self, price): return self.cash + self.shares * price


class Trend(Agent):
    def decide(self, prices):
        if len(prices) < 4: return 0
        return 2 if prices[-1] > prices[-4] else -2


class Value(Agent):
    fair = 50

    def decide(self, prices):
        if prices[-1] < self.fair * 0.95:
            return 3
        return -3 if prices[-1] > self.fair * 1.05 else 0


class Noise(Agent):
    def __init__(self, *args, seed=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.rng = random.Random(seed)

    def decide(self, prices): return self.rng.randint(-3, 3)


class Holder(Agent):
    def decide(self, prices): return 0


agents = [Trend("trend"), Value("value"), Noise("noise", seed=4), Noise("more noise", seed=5), Holder("holder")]
prices = [50.0]
for day in range(1, 61):
    demand = sum(agent.trade(prices[-1], agent.decide(prices)) for agent in agents)
    prices.append(round(max(1.0, prices[-1] * (1 + demand * 0.006)), 2))

for start in range(0, 60, 12):
    week = prices[start : start + 12]
    print(f"day {start:>2}: open {week[0]:6.2f} high {max(week):6.2f} low {min(week):6.2f} close {week[-1]:6.2f}")

print("\nResult")
for agent in sorted(agents, key=lambda a: a.worth(prices[-1]), reverse=True):
    print(f"  {agent.name:<11}{type(agent).__name__:<8}{agent.worth(prices[-1]):>10.2f} {agent.shares:>4} shares")

try:
    Agent("nobody")
except TypeError as error:
    print("abstract:", "abstract" in str(error))
