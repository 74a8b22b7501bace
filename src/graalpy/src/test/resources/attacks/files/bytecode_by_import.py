import importlib, sys
with open("leaky.py", "w") as f:
    f.write("leaked = 1\n")
sys.dont_write_bytecode = False
import leaky
try:
    with open(leaky.__cached__, "rb") as f:
        print("ESCAPED: a program's module was stored for others", leaky.__cached__)
except OSError as refusal:
    print(f"DENIED {type(refusal).__name__}: {refusal}")
import json
try:
    before = open(json.__cached__, "rb").read()
except OSError:
    before = None
json.__spec__.loader.set_data(json.__cached__, b"evil")
if before is not None:
    expect("set_data is ignored", open(json.__cached__, "rb").read() == before)
