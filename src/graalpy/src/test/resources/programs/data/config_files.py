"""Write configuration in three formats into the working directory and read it back."""
import configparser
import json
import os
import tomllib

settings = {
    "server": {"host": "localhost", "port": 8080, "debug": True},
    "database": {"url": "db://main", "pool": 5, "debug": False},
}

# INI
ini = configparser.ConfigParser()
for section, values in settings.items():
    ini[section] = {key: str(value) for key, value in values.items()}
with open("settings.ini", "w") as out:
    ini.write(out)

# JSON
with open("settings.json", "w", encoding="utf-8") as out:
    json.dump(settings, out, indent=2)
    out.write("\n")

# TOML has no writer in the standard library
with open("settings.toml", "w") as out:
    for section, values in settings.items():
        print(f"[{section}]", file=out)
        for key, value in values.items():
            print(key, "=", json.dumps(value), file=out)

for name in sorted(os.listdir(".")):
    if name.startswith("settings."):
        print(name, os.path.getsize(name), "bytes")

loaded = configparser.ConfigParser()
loaded.read("settings.ini")
print("ini sections:", loaded.sections())
print("ini port:", loaded.getint("server", "port") + 1)
print("ini debug:", loaded.getboolean("server", "debug"), loaded["database"].getboolean("debug"))
print("ini fallback:", loaded.get("server", "workers", fallback="4"))

with open("settings.json") as source: from_json = json.load(source)
with open("settings.toml", "rb") as source: from_toml = tomllib.load(source)

print("json equal:", from_json == settings)
print("toml equal:", from_toml == settings)

for name in ("settings.ini", "settings.json", "settings.toml"):
    os.remove(name)
print("left:", [name for name in os.listdir(".") if name.startswith("settings")])
