import _imp, importlib.machinery, importlib.util
for name in ("_testcapi", "_sqlite3", "termios", "pyexpat", "_sqlite3"):
    attempt(name, __import__, name)
with open("fake.so", "wb") as f:
    f.write(b"\x7fELF" + bytes(60))
def load(path):
    spec = importlib.util.spec_from_loader("fake", importlib.machinery.ExtensionFileLoader("fake", path))
    return importlib.util.module_from_spec(spec)
attempt("fake", load, "fake.so")
attempt("libc", load, "/lib/x86_64-linux-gnu/libc.so.6")
attempt("create_dynamic", _imp.create_dynamic, importlib.machinery.ModuleSpec("x", None, origin="fake.so"))
