import json
import sys


class ConfigError(Exception):
    """The configuration cannot be used."""

    def __init__(self, source, reason):
        super().__init__(f"{source}: {reason}")
        self.source = source


def parse(source, text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(source, f"not JSON in line {error.lineno}") from error


def load(sources):
    merged = {}
    for source, text in sources.items():
        print("loading", source)
        merged.update(parse(source, text))
    return merged


good = {
    "defaults": '{"port": 80, "debug": false}',
    "user": '{"port": 8080}',
}
print(load(good))

bad = {
    "defaults": '{"port": 80}',
    "site": """{
  "port": 81,
  "hosts": ["a", "b",]
}""",
    "user": "{}",
}

try:
    load({"broken": "{"})
except ConfigError as error:
    print("caught:", error, "from", error.source, file=sys.stderr)

settings = load(bad)
print("listening on", settings["port"])
for host in settings.get("hosts", ()):
    print("host", host)
