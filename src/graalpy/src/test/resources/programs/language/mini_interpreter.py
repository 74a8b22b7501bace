"""An interpreter for a small stack language, run on three programs."""
import operator
import sys


class Halt(Exception):
    pass


class Machine:
    def __init__(self, out=sys.stdout):
        self.stack, self.words, self.out = [], {}, out
        self.builtins = {
            "dup": lambda: self.stack.append(self.stack[-1]),
            "swap": lambda: self.stack.append(self.stack.pop(-2)),
            "drop": lambda: self.stack.pop(),
            "over": lambda: self.stack.append(self.stack[-2]),
            ".": lambda: print(self.stack.pop(), end=" ", file=self.out),
            "cr": lambda: print(file=self.out),
            "bye": self.halt,
        }
        for symbol, function in {"+": operator.add, "-": operator.sub, "*": operator.mul, "=": operator.eq, "<": operator.lt}.items():
            self.builtins[symbol] = lambda function=function: self.binary(function)

    def binary(self, function):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(int(function(a, b)))

    def halt(self):
        raise Halt

    def run(self, tokens):
        position = 0
        while position < len(tokens):
            token = tokens[position]
            position += 1
            match token:
                case ":":
                    end = tokens.index(";", position)
                    self.words[tokens[position]] = tokens[position + 1 : end]
                    position = end + 1
                case "if":
                    depth, branch, start = 1, None, position
                    while depth:
                        depth += (tokens[position] == "if") - (tokens[position] == "then")
                        if tokens[position] == "else" and depth == 1: branch = position
                        position += 1
                    body = tokens[start : branch or position - 1]
                    other = tokens[branch + 1 : position - 1] if branch else []
                    self.run(body if self.stack.pop() else other)
                case _ if token in self.words: self.run(self.words[token])
                case _ if token in self.builtins: self.builtins[token]()
                case _: self.stack.append(int(token))


programs = [
    ": square dup * ; 7 square . 3 square square . cr",
    ": fact dup 1 = if drop 1 else dup 1 - fact * then ; 5 fact . 20 fact . cr",
    ": count dup . dup 1 < if drop bye else 1 - count then ; 4 count",
    "1 2 frobnicate",
    "1 +",
]
for source in programs:
    machine = Machine()
    try:
        machine.run(source.split())
    except Halt:
        print("(halted)")
    except ValueError as error:
        print("unknown word:", str(error).split(": ")[-1])
    except IndexError:
        print("stack underflow, words:", sorted(machine.words))
