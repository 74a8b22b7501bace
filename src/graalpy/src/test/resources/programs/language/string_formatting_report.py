'''A report built with multi-line strings, dedent and nested f-strings.

The text below contains what looks like code: def f(): pass
'''
from textwrap import dedent

HEADER = """\
+----------------------+
|  "Quarterly" report  |
+----------------------+"""

QUERY = '''
    SELECT name, total      -- not a comment of Python
    FROM "orders"
    WHERE note != 'it''s'   # neither is this
      AND path = 'C:\\new'
'''

PATTERN = r"\d+\s*(?:€|EUR)"

rows = [
    ("Widgets", 1234.5, 0.125),
    ("Gadgets", 98765.432, -0.031),
    ("Gizmos", 0.5, 1.5),
]

print(HEADER)
for name, amount, change in rows:
    sign = "▲" if change > 0 else "▼"
    print(
        f"| {name:<10}"
        f"{amount:>12,.2f}"
        f" {sign} {abs(change):>6.1%}"
        " |"
    )

print(dedent(QUERY).strip())
print(PATTERN, len(PATTERN), rb"\x00" == b"\\x00")

quote = "He said: \"It's\
 fine\""
print(quote)
print("""she said "yes\"""", '''it's''', "tab\tend", "nul\x00".encode(), sep=" | ")

data = {"key": [1, {"deep": "value"}]}
print(f"{data['key'][1]['deep']!r:*^15}", f"{{literal}} {len(data):03}")
print(f"{'nested: ' + f'{1 + 1}'} {(lambda x: x * 2)(21)} {[n for n in range(3)]}")

long_condition = (
    rows[0][1] > 1000
    and rows[1][1] > 1000
    # a comment inside of parentheses
    and not rows[2][1] > 1000
)
total = rows[0][1] + \
    rows[1][1] + \
    rows[2][1]
print(long_condition, round(total, 3))

if long_condition: print("one line if"); print("still inside")
for _ in range(2): print("*", end=""); print("-", end="")
print()

text = "def g():\n    return 'from exec'\n"
namespace = {}
exec(text, namespace)
print(namespace["g"](), eval("1 + 2 * 3"))
print(__doc__.splitlines()[0])
