import re
from collections import Counter
from datetime import datetime

LOG = r'''
192.0.2.1 - - [10/Oct/2023:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326
192.0.2.7 - bob [10/Oct/2023:13:55:40 +0000] "POST /login HTTP/1.1" 302 -
192.0.2.1 - - [10/Oct/2023:13:56:01 +0000] "GET /logo.png HTTP/1.1" 304 0
198.51.100.4 - - [10/Oct/2023:13:56:12 +0000] "GET /admin HTTP/1.1" 403 512
this line is damaged
198.51.100.4 - - [10/Oct/2023:13:56:13 +0000] "GET /admin.php HTTP/1.1" 404 128
198.51.100.4 - - [10/Oct/2023:13:56:14 +0000] "GET /wp-login.php HTTP/1.1" 404 128
192.0.2.7 - bob [10/Oct/2023:13:58:00 +0000] "GET /report?q=a%20b HTTP/1.1" 500 77
'''

PATTERN = re.compile(
    r"""
    (?P<host>\S+) \s \S+ \s (?P<user>\S+) \s
    \[(?P<time>[^\]]+)\] \s
    "(?P<method>[A-Z]+) \s (?P<path>\S+) \s [^"]*" \s
    (?P<status>\d{3}) \s (?P<size>\d+|-)
    """,
    re.VERBOSE,
)

entries, bad = [], 0
for number, line in enumerate(LOG.strip().splitlines(), start=1):
    if not (match := PATTERN.fullmatch(line)):
        print(f"line {number} skipped: {line!r}")
        bad += 1
        continue
    entry = match.groupdict()
    entry["time"] = datetime.strptime(entry["time"], "%d/%b/%Y:%H:%M:%S %z")
    entry["status"] = int(entry["status"])
    entry["size"] = 0 if entry["size"] == "-" else int(entry["size"])
    entries.append(entry)

print(len(entries), "entries,", bad, "bad")
for kind, count in sorted(Counter(e["status"] // 100 for e in entries).items()):
    print(f"{kind}xx: {count}")

print("bytes per host:")
traffic = Counter()
for e in entries: traffic[e["host"]] += e["size"]
for host, size in traffic.most_common():
    print(f"  {host:<14}{size:>6}")

span = entries[-1]["time"] - entries[0]["time"]
print("span:", span, "=", int(span.total_seconds()), "s")

scanners = {e["host"] for e in entries if e["status"] in (403, 404)}
print("scanners:", ", ".join(sorted(scanners)))
print("users:", sorted({e["user"] for e in entries} - {"-"}))
print(re.sub(r"%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), entries[-1]["path"]))
