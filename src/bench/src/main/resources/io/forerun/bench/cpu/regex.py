import re

TEXT = "2026-11-22 GET /items/42 200 in 13 ms; user=ann@example.org\n" * 8_000
PATTERN = re.compile(r"(\d+)-(\d+)-(\d+) (\w+) (\S+) (\d+)")


def work():
    return len(PATTERN.findall(TEXT))
