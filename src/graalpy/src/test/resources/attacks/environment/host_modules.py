import importlib, os, sys
sys.path[:0] = ["/", "/usr/lib/python3/dist-packages", os.path.dirname(SECRET), VICTIM, ".."]
importlib.invalidate_caches()
attempt("apt", importlib.import_module, "apt")
attempt("victim", importlib.import_module, "victim")
attempt("secret", importlib.import_module, "secret")
