import re
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    line: int
    column: int


SPEC = {
    "NUMBER": r"\d+(?:\.\d*)?",
    "STRING": r'"(?:\\.|[^"\\])*"',
    "NAME": r"[A-Za-z_]\w*",
    "ARROW": r"->",
    "OP": r"[-+*/=<>!]=?",
    "BRACKET": r"[(){}\[\]]",
    "COMMENT": r"//[^\n]*",
    "NEWLINE": r"\n",
    "SPACE": r"[ \t]+",
    "OTHER": r".",
}
PATTERN = re.compile("|".join(f"(?P<{name}>{regex})" for name, regex in SPEC.items()))
KEYWORDS = {"fn", "let", "if", "return"}


def tokenize(code):
    line, start = 1, 0
    for match in PATTERN.finditer(code):
        kind, text = match.lastgroup, match.group()
        column = match.start() - start + 1
        match kind:
            case "NEWLINE":
                line, start = line + 1, match.end()
                continue
            case "SPACE" | "COMMENT":
                continue
            case "NAME" if text in KEYWORDS:
                kind = text.upper()
            case "OTHER":
                print(f"line {line}:{column}: unexpected {text!r}")
                continue
        yield Token(kind, text, line, column)


program = '''fn area(w, h) -> num {
    let a = w * h  // the area
    if a >= 10.5 return "big \\"one\\""
    return a $ 2
}'''

tokens = list(tokenize(program))
for token in tokens:
    print(f"{token.line}:{token.column:<4}{token.kind:<9}{token.text}")

kinds = [t.kind for t in tokens]
print({kind: kinds.count(kind) for kind in sorted(set(kinds))})
