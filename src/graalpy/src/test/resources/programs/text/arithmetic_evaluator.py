"""Evaluate arithmetic with the shunting-yard algorithm, no eval()."""
import operator
import re

OPERATORS = {
    "+": (1, "left", operator.add),
    "-": (1, "left", operator.sub),
    "*": (2, "left", operator.mul),
    "/": (2, "left", operator.truediv),
    "%": (2, "left", operator.mod),
    "neg": (3, "right", operator.neg),
    "^": (4, "right", operator.pow),
}


def to_postfix(expression):
    output, stack, previous = [], [], None
    for token in re.findall(r"\d+\.?\d*|[-+*/%^()]|\S", expression):
        if token[0].isdigit():
            output.append(float(token) if "." in token else int(token))
        elif token == "(":
            stack.append(token)
        elif token == ")":
            while stack and stack[-1] != "(":
                output.append(stack.pop())
            if not stack:
                raise SyntaxError("unbalanced )")
            stack.pop()
        elif token in OPERATORS:
            if token == "-" and (previous is None or previous in OPERATORS or previous == "("):
                token = "neg"
            level, side, _ = OPERATORS[token]
            while stack and stack[-1] != "(" and token != "neg":
                top = OPERATORS[stack[-1]][0]
                if top > level or (top == level and side == "left"):
                    output.append(stack.pop())
                else:
                    break
            stack.append(token)
        else:
            raise SyntaxError(f"unexpected {token!r}")
        previous = token
    if "(" in stack:
        raise SyntaxError("unbalanced (")
    return output + stack[::-1]


def evaluate(postfix):
    stack = []
    for item in postfix:
        if item == "neg":
            stack.append(-stack.pop())
        elif item in OPERATORS:
            right, left = stack.pop(), stack.pop()
            stack.append(OPERATORS[item][2](left, right))
        else:
            stack.append(item)
    (result,) = stack
    return result


for source in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 % 4 - -3", "7 / 2 / 2",
               "(1", "1)", "3 $ 4", "1 / 0"]:
    try:
        postfix = to_postfix(source)
        print(f"{source:<12} => {' '.join(map(str, postfix)):<14} = {evaluate(postfix)}")
    except (SyntaxError, ArithmeticError) as error:
        print(f"{source:<12} => {type(error).__name__}: {error}")
