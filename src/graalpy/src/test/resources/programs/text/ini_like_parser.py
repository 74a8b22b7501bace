#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Parse a configuration language with sections, types, lists and references."""

import re
import sys

TEXT = """
; main settings
[paths]
root = /srv/app
logs = ${paths.root}/logs
deep = ${paths.logs}/deep   ; a comment

[limits]
retries = 3
ratio = 0.75
hosts = alpha, beta, gamma
enabled = yes
broken line
name = "quoted ; not a comment"
loop = ${limits.loop}
"""


def convert(value):
    if re.fullmatch(r"[+-]?\d+", value): return int(value)
    if re.fullmatch(r"[+-]?\d*\.\d+", value): return float(value)
    if value.lower() in ("yes", "true", "on"): return True
    if value.lower() in ("no", "false", "off"): return False
    if value.startswith('"') and value.endswith('"'): return value[1:-1]
    if "," in value: return [convert(v.strip()) for v in value.split(",")]
    return value


def parse(text):
    section, result, problems = None, {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = re.sub(r'("[^"]*")|\s*;.*', lambda m: m[1] or "", line).strip()
        if not line:
            continue
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = result.setdefault(match[1], {})
        elif match := re.fullmatch(r"(\w+)\s*=\s*(.*)", line):
            section[match[1]] = convert(match[2])
        else:
            problems.append((number, line))
    return result, problems


def resolve(config, value, seen=()):
    if not isinstance(value, str):
        return value

    def replace(match):
        section, key = match[1], match[2]
        if (section, key) in seen:
            raise LookupError(f"{section}.{key} refers to itself")
        return str(resolve(config, config[section][key], (*seen, (section, key))))

    return re.sub(r"\$\{(\w+)\.(\w+)\}", replace, value)


config, problems = parse(TEXT)
for number, line in problems:
    print(f"line {number}: cannot read {line!r}", file=sys.stderr)

for section, values in config.items():
    for key, value in values.items():
        try:
            print(f"{section}.{key} = {resolve(config, value)!r}")
        except LookupError as error:
            print(f"{section}.{key}: {error}", file=sys.stderr)

print(len(problems), "problems")
