import gc, sys
attempt("get_objects", lambda: gc.get_objects())
found = [r for r in gc.get_referrers(sys.modules, sys) if isinstance(r, dict) and r.get("__name__") == "forerun_bootstrap"]
expect("not found by its referrers", found == [])
gc.disable()
gc.callbacks.append(lambda *a: print("ESCAPED: gc"))
