import importlib.util, json, marshal, os, py_compile, sys
evil = compile("leaked = 'ESCAPED'", "json.py", "exec")
cached = importlib.util.cache_from_source(json.__file__)
attempt("overwrite", open, cached, "wb")
attempt("create", open, cached + ".new", "wb")
attempt("delete", os.remove, cached)
attempt("mkdir", os.mkdir, os.path.dirname(cached) + "/evil")
attempt("rename", os.rename, cached, "mine.pyc")
with open("string.py", "w") as f:
    f.write("leaked = 1\n")
os.makedirs("own")
attempt("compile elsewhere", py_compile.compile, "string.py", sys.pycache_prefix + "/string.pyc", None, True)
