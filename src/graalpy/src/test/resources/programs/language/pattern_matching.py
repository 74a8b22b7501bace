from dataclasses import dataclass


@dataclass
class Num:
    value: float


@dataclass
class Var:
    name: str


@dataclass
class BinOp:
    op: str
    left: object
    right: object


def simplify(node):
    match node:
        case BinOp("+", Num(0), x) | BinOp("+", x, Num(0)):
            return simplify(x)
        case BinOp("*", Num(0), _) | BinOp("*", _, Num(0)):
            return Num(0)
        case BinOp("*", Num(1), x) | BinOp("*", x, Num(1)):
            return simplify(x)
        case BinOp(op, Num(a), Num(b)):
            return Num({"+": a + b, "*": a * b}[op])
        case BinOp(op, left, right):
            new = BinOp(op, simplify(left), simplify(right))
            return new if new == node else simplify(new)
        case _:
            return node


def derive(node, by):
    match node:
        case Num(): return Num(0)
        case Var(name): return Num(1 if name == by else 0)
        case BinOp("+", a, b): return BinOp("+", derive(a, by), derive(b, by))
        case BinOp("*", a, b): return BinOp("+", BinOp("*", derive(a, by), b), BinOp("*", a, derive(b, by)))


def show(node):
    match node:
        case Num(v): return f"{v:g}"
        case Var(n): return n
        case BinOp("+", a, b): return f"({show(a)} + {show(b)})"
        case BinOp(_, a, b): return f"{show(a)}*{show(b)}"


x = Var("x")
expression = BinOp("+", BinOp("*", Num(3), BinOp("*", x, x)), BinOp("+", BinOp("*", Num(2), x), Num(7)))
print(show(expression))
print(show(simplify(derive(expression, "x"))))


def describe(value):
    match value:
        case None | False: return "nothing"
        case True: return "yes"
        case int(n) if n < 0: return f"negative {n}"
        case int() | float(): return f"number {value}"
        case "": return "empty text"
        case str() as s: return f"text of {len(s)}"
        case []: return "empty list"
        case [only]: return f"just {describe(only)}"
        case [first, *_, last]: return f"from {first} to {last}"
        case {"type": "circle", "r": r, **rest}: return f"circle {r} with {sorted(rest)}"
        case {}: return "a mapping"
        case _: return type(value).__name__


for value in (None, True, -3, 2.5, "", "abc", [], [[1, 2, 3]], {"type": "circle", "r": 2, "fill": 1}, {}, {1, 2}):
    print(f"{value!r:>40}: {describe(value)}")
