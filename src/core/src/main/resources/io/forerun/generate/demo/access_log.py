"""Analyse JSON access logs: error rates, slow endpoints, percentiles."""
import io
import json
from collections import Counter, defaultdict

PATHS = ["/", "/login", "/search", "/cart", "/checkout", "/api/items"]

lines = io.StringIO()
for n in range(600):
    entry = {
        "id": n,
        "path": PATHS[(n * 7 + n // 5) % len(PATHS)],
        "status": 500 if n % 97 == 0 else 404 if n % 31 == 0 else 200,
        "ms": 5 + (n * 37) % 180 + (400 if n % 53 == 0 else 0),
        "user": {"name": f"user{n % 40}", "beta": n % 5 == 0},
    }
    lines.write(json.dumps(entry) + "\n")

entries = [json.loads(line) for line in lines.getvalue().splitlines()]
print(f"{len(entries)} requests")

statuses = Counter(entry["status"] for entry in entries)
for status, count in sorted(statuses.items()):
    print(f"  {status}: {count} ({count / len(entries):.1%})")

times = defaultdict(list)
errors = Counter()
for entry in entries:
    times[entry["path"]].append(entry["ms"])
    if entry["status"] >= 500:
        errors[entry["path"]] += 1


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


report = []
for path in sorted(times):
    values = times[path]
    report.append(
        {
            "path": path,
            "requests": len(values),
            "errors": errors[path],
            "p50": percentile(values, 0.50),
            "p95": percentile(values, 0.95),
        }
    )

slowest = max(report, key=lambda item: item["p95"])
print(f"Slowest endpoint: {slowest['path']} (p95 {slowest['p95']} ms)")

beta = sum(1 for entry in entries if entry["user"]["beta"])
print(f"Beta users made {beta} requests")
print(json.dumps(report, indent=2))
