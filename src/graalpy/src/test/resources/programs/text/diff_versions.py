"""Compare two versions of a file in several ways."""
import difflib

old = """\
import os
import sys

def main(args):
    name = args[0]
    print("Hello " + name)
    return 0

main(sys.argv)
""".splitlines(keepends=True)

new = """\
import sys

def greet(name):
    print(f"Hello {name}")

def main(args):
    name = args[1]
    greet(name)
    return 0

main(sys.argv)
""".splitlines(keepends=True)

print("".join(difflib.unified_diff(old, new, "greet.py", "greet.py (new)", n=1)), end="")
print()

matcher = difflib.SequenceMatcher(None, old, new)
print(f"similarity {matcher.ratio():.3f}")
for tag, a1, a2, b1, b2 in matcher.get_opcodes():
    print(f"{tag:>8} old[{a1}:{a2}] new[{b1}:{b2}]")

for line in difflib.ndiff(["colour\n", "grey\n"], ["color\n", "gray\n"]):
    print(line, end="")

restored = list(difflib.restore(difflib.ndiff(old, new), 1))
print("restored:", restored == old)

commands = ["commit", "checkout", "cherry-pick", "clone", "config", "clean"]
for typo in ("comit", "chekout", "clnoe", "xyz"):
    guesses = difflib.get_close_matches(typo, commands, n=2)
    print(f"{typo}: did you mean {' or '.join(guesses)}?" if guesses else f"{typo}: unknown command")
