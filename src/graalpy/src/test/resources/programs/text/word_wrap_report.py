import textwrap
from itertools import zip_longest

GETTYSBURG = """
    Four score and seven years ago our fathers brought forth, upon this
    continent, a new nation, conceived in liberty, and dedicated to the
    proposition that all men are created equal.
"""

text = textwrap.dedent(GETTYSBURG).strip()
print(textwrap.fill(text, width=40))
print()
print(textwrap.fill(text, width=40, initial_indent="  * ", subsequent_indent="    "))
print()
print(textwrap.shorten(text, width=60, placeholder=" [...]"))
print()


def justify(line, width):
    words = line.split()
    if len(words) == 1:
        return line
    gaps = width - sum(map(len, words))
    each, extra = divmod(gaps, len(words) - 1)
    out = ""
    for i, word in enumerate(words[:-1]):
        out += word + " " * (each + (i < extra))
    return out + words[-1]


lines = textwrap.wrap(text, width=34)
for line in lines[:-1]:
    print("|" + justify(line, 34) + "|")
print("|" + lines[-1].ljust(34) + "|")
print()

left = textwrap.wrap(text, 22)
right = textwrap.wrap("A translation or commentary stands beside the text, in a narrower column of its own.", 18)
for a, b in zip_longest(left, right, fillvalue=""):
    print(f"{a:<22} | {b}")

print(textwrap.indent("first\n\nsecond", "> ", lambda line: True))
print([len(line) for line in lines], max(map(len, lines)) <= 34)
print("-" * 20, "end".center(20, "~"), "-" * 20, sep="\n")
