"""A tiny template language with variables, filters, loops and conditions."""
import re

TEMPLATE = """\
Dear {{ customer|title }},

your order of {{ when }} contains:
{% for item in items %}
  {{ item.count }} x {{ item.name|upper }}
{% if item.gift %}
    (wrapped as a gift)
{% endif %}
{% endfor %}
{% if express %}
It will arrive tomorrow.
{% else %}
It will arrive within a week.
{% endif %}
{{ missing }}
"""

FILTERS = {"upper": str.upper, "title": str.title}


def lookup(path, scope):
    value = scope
    for part in path.split("."):
        value = value.get(part, "")
    return value


def substitute(line, scope):
    def replace(match):
        path, *filters = match[1].strip().split("|")
        text = str(lookup(path, scope))
        for name in filters:
            text = FILTERS[name](text)
        return text

    return re.sub(r"\{\{(.*?)\}\}", replace, line)


def parse(lines):
    """Nested lists: text, ('for', name, source, body) or ('if', path, body, other)."""
    stack = [("root", [])]
    for line in lines:
        match re.fullmatch(r"\s*\{%\s*(.*?)\s*%\}\s*", line):
            case None:
                stack[-1][-1].append(line)
            case tag:
                match tag[1].split():
                    case ["for", name, "in", source]:
                        stack.append(("for", name, source, []))
                    case ["if", path]:
                        stack.append(("if", path, [], []))
                    case ["else"]:
                        _, path, _, body = stack.pop()
                        stack.append(("else", path, body, []))
                    case ["endfor"] | ["endif"]:
                        node = stack.pop()
                        stack[-1][-1].append(node)
    return stack[0][-1]


def render(nodes, scope):
    for node in nodes:
        match node:
            case str():
                yield substitute(node, scope)
            case "for", name, source, body:
                for element in lookup(source, scope):
                    yield from render(body, {**scope, name: element})
            case "if", path, _, body:
                if lookup(path, scope): yield from render(body, scope)
            case "else", path, body, other:
                yield from render(body if lookup(path, scope) else other, scope)


items = [{"name": "tea", "count": 2}, {"name": "cup", "count": 1, "gift": True}]
tree = parse(TEMPLATE.splitlines())
for express in (True, False):
    scope = {"customer": "grace hopper", "when": "1 May", "items": items, "express": express}
    print("\n".join(render(tree, scope)))
