# ends: error ZeroDivisionError
import atexit, codecs, io, linecache, os, posixpath, re, sys, tokenize, traceback, warnings
print("HARMLESS: breaks what tracebacks are made with", flush=True)
for module in (traceback, linecache, warnings, tokenize, atexit, posixpath, re, codecs):
    for name in list(vars(module)):
        if not name.startswith("__"):
            setattr(module, name, None)
io.TextIOWrapper = io.StringIO = io.open = None
1 / 0
