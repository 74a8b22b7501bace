import json

document = json.loads("""
{
  "order": {"id": 4711, "placed": "2024-05-01T10:00:00Z"},
  "customer": {"name": "Ada", "tags": ["vip", "newsletter"],
               "address": {"city": "Turin", "zip": "10121"}},
  "lines": [
    {"sku": "A-1", "qty": 2, "price": 9.5},
    {"sku": "B-7", "qty": 1, "price": 120.0, "options": {"gift": true, "note": null}}
  ]
}
""")


def flatten(value, prefix=""):
    """Yield (path, leaf) pairs for every scalar of a JSON document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten(inner, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flatten(inner, f"{prefix}[{index}]")
    else:
        yield prefix, value


def unflatten(pairs):
    root = {}
    for path, leaf in pairs:
        keys = [int(k) if k.isdigit() else k for k in path.replace("[", ".").replace("]", "").split(".")]
        node = root
        for key, following in zip(keys, keys[1:] + [None]):
            empty = leaf if following is None else [] if isinstance(following, int) else {}
            if isinstance(node, list):
                while len(node) <= key:
                    node.append(empty)
            else:
                node.setdefault(key, empty)
            node = node[key]
    return root


flat = dict(flatten(document))
width = max(map(len, flat))
for path, leaf in flat.items():
    print(f"{path:<{width}} = {json.dumps(leaf)}")

restored = unflatten(flat.items())
print("\nRound trip equal:", restored == document)
print(json.dumps(restored["lines"], indent=2, sort_keys=True))
