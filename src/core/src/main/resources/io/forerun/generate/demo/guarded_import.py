"""Import measurements and report problems, all inside one try statement."""
import csv
import io
import statistics
import sys

try:
    DATA = """time,sensor,value
08:00,kitchen,21.5
08:00,cellar,14.2
09:00,kitchen,22.1
09:00,cellar,n/a
10:00,kitchen,23.4
10:00,cellar,14.6
11:00,kitchen,
11:00,cellar,14.9
12:00,kitchen,24.0
12:00,cellar,15.3
"""

    readings = {}
    problems = []
    for number, row in enumerate(csv.DictReader(io.StringIO(DATA)), start=2):
        try:
            readings.setdefault(row["sensor"], []).append(float(row["value"]))
        except ValueError as error:
            problems.append((number, row["sensor"], str(error)))

    for sensor in sorted(readings):
        values = readings[sensor]
        print(f"{sensor}: {len(values)} readings, mean {statistics.mean(values):.2f}")
        trend = values[-1] - values[0]
        print(f"  trend {trend:+.1f} degrees")

    smoothed = list(readings["kitchen"])
    for _ in range(2_000):
        inner = [
            (left + 2 * middle + right) / 4
            for left, middle, right in zip(smoothed, smoothed[1:], smoothed[2:])
        ]
        smoothed = [smoothed[0], *inner, smoothed[-1]]
    print("Smoothed:", ", ".join(f"{value:.2f}" for value in smoothed))

    for number, sensor, message in problems:
        print(f"line {number} ({sensor}): {message}", file=sys.stderr)

    attic = readings["attic"]
    print(f"attic: {len(attic)} readings")
except KeyError as error:
    print(f"No readings for {error}")
else:
    print("All sensors reported")
finally:
    print("Import finished")
