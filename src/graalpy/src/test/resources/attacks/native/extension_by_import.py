import _imp, os, sys
for suffix in _imp.extension_suffixes():
    with open("faked" + suffix, "wb") as f:
        f.write(b"\x7fELF" + bytes(60))
attempt("import", __import__, "faked")
