"""A small Markdown converter: headings, lists, emphasis, code and links."""
import html
import re

SOURCE = """\
# Release notes

Version **2.0** is *finally* here. See [the docs](https://example.com/docs?a=1&b=2).

## Changes

- Faster `parse()`
- Support for <b>unescaped</b> text
- Fewer bugs & more tests

```
if a < b:
    print("done")
```

Thanks to everyone!
"""

INLINE = [
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\(([^)]+)\)"), r'<a href="\2">\1</a>'),
]


def inline(text):
    text = html.escape(text, quote=False)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return text


def convert(source):
    in_list = in_code = False
    for line in source.splitlines():
        if line.startswith("```"):
            yield "</pre>" if in_code else "<pre>"
            in_code = not in_code
            continue
        if in_code:
            yield html.escape(line, quote=False)
            continue
        item = re.match(r"[-*] (.*)", line)
        if in_list and not item:
            yield "</ul>"
            in_list = False
        if item:
            if not in_list:
                yield "<ul>"
                in_list = True
            yield f"  <li>{inline(item[1])}</li>"
        elif heading := re.match(r"(#+) (.*)", line):
            level = len(heading[1])
            yield f"<h{level}>{inline(heading[2])}</h{level}>"
        elif line.strip():
            yield f"<p>{inline(line)}</p>"


for line in convert(SOURCE):
    print(line)
