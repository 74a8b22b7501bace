import json

ROWS = [{"id": i, "name": f"name {i}", "tags": ["a", "b"], "price": i / 7} for i in range(10_000)]


def work():
    return len(json.loads(json.dumps(ROWS)))
