"""A recursive descent parser for JSON, checked against the json module."""
import json


class ParseError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


class Parser:
    LITERALS = {"true": True, "false": False, "null": None}
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "r": "\r"}

    def __init__(self, text):
        self.text, self.at = text, 0

    def peek(self):
        while self.at < len(self.text) and self.text[self.at].isspace(): self.at += 1
        return self.text[self.at] if self.at < len(self.text) else ""

    def expect(self, char):
        if self.peek() != char:
            raise ParseError(f"expected {char!r}, found {self.peek() or 'the end'!r}", self.at)
        self.at += 1

    def value(self):
        match self.peek():
            case "{":
                return dict(self.sequence("{", "}", self.member))
            case "[":
                return list(self.sequence("[", "]", self.value))
            case '"':
                return self.string()
            case c if c.isdigit() or c == "-":
                return self.number()
        for word, constant in self.LITERALS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return constant
        raise ParseError("no value", self.at)

    def sequence(self, opening, closing, item):
        self.expect(opening)
        if self.peek() != closing:
            yield item()
            while self.peek() == ",":
                self.at += 1
                yield item()
        self.expect(closing)

    def member(self):
        self.peek()
        key = self.string()
        self.expect(":")
        return key, self.value()

    def string(self):
        self.expect('"')
        parts = []
        while (c := self.text[self.at]) != '"':
            self.at += 1
            if c == "\\":
                c = self.text[self.at]
                self.at += 1
                if c == "u":
                    c, self.at = chr(int(self.text[self.at : self.at + 4], 16)), self.at + 4
                else:
                    c = self.ESCAPES[c]
            parts.append(c)
        self.at += 1
        return "".join(parts)

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE": self.at += 1
        literal = self.text[start : self.at]
        return int(literal) if literal.lstrip("-").isdigit() else float(literal)


for text in ('{"a": [1, -2.5e3, true, null], "b\\n": {"c": "\\u00e9\\""}}', "[]", "[1, 2", '{"a" 1}', "[tru]"):
    try:
        result = Parser(text).value()
        print(result, result == json.loads(text))
    except ParseError as error:
        print(f"{text}: {error} (position {error.position})")
