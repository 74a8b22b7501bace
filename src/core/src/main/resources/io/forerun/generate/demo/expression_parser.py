"""A small expression language: tokenizer, recursive descent parser and evaluator."""
import math
import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|(\w+)|(\*\*|.))")


def tokenize(text):
    for number, name, operator in TOKEN.findall(text):
        if number:
            yield "number", float(number)
        elif name:
            yield "name", name
        else:
            yield "operator", operator
    yield "end", None


class Parser:
    FUNCTIONS = {"sqrt": math.sqrt, "abs": abs, "floor": math.floor}

    def __init__(self, tokens, variables):
        self.tokens = tokens
        self.position = 0
        self.variables = variables

    def peek(self):
        return self.tokens[self.position][1]

    def take(self):
        token = self.tokens[self.position]
        self.position += 1
        return token

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = value + self.term() if self.take()[1] == "+" else value - self.term()
        return value

    def term(self):
        value = self.power()
        while self.peek() in ("*", "/"):
            value = value * self.power() if self.take()[1] == "*" else value / self.power()
        return value

    def power(self):
        if self.peek() == "-":
            self.take()
            return -self.power()
        base = self.atom()
        if self.peek() == "**":
            self.take()
            return base ** self.power()
        return base

    def atom(self):
        kind, value = self.take()
        if kind == "number":
            return value
        if kind == "name" and value not in self.FUNCTIONS:
            return self.variables[value]
        function = self.FUNCTIONS.get(value, lambda x: x)
        if kind == "name":
            self.take()
        result = function(self.expression())
        self.take()
        return result


formulas = ["1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-x ** 2 + 10", "sqrt(x * x + y * y) / 2"]
for formula in formulas:
    value = Parser(list(tokenize(formula)), {"x": 3.0, "y": 4.0}).expression()
    print(f"{formula:<28} = {value:g}")

tokens = list(tokenize("x * (x - 1) / 2 + abs(y)"))
total = sum(Parser(tokens, {"x": n, "y": -n}).expression() for n in range(300))
print(f"Sum over 300 evaluations: {total:g}")
