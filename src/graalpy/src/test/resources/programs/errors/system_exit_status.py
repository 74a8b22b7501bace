"""A script that checks its input and leaves early with a status, as command line tools do."""
import sys

LIMITS = {"cpu": 80, "memory": 75, "disk": 90}
MEASURED = {"cpu": [35, 62, 71], "memory": [60, 74, 88], "disk": [40, 40, 41]}


def evaluate(name):
    worst = max(MEASURED[name])
    state = "CRITICAL" if worst > LIMITS[name] else "OK"
    print(f"{name}: {worst} % of {LIMITS[name]} % {state}")
    return state == "OK"


results = {}
for name in LIMITS:
    results[name] = evaluate(name)

failed = [name for name, ok in results.items() if not ok]
if failed:
    print("failed:", ", ".join(failed), file=sys.stderr)
    sys.exit(2)

print("everything is fine")
average = {name: sum(values) / len(values) for name, values in MEASURED.items()}
for name, value in average.items():
    print(f"{name}: {value:.1f} on average")
print("the end")
