import importlib.machinery, importlib.util, os, sys
loader = importlib.machinery.SourceFileLoader("stolen", SECRET)
attempt("get_data", loader.get_data, SECRET)
attempt("load", lambda: importlib.util.module_from_spec(importlib.util.spec_from_file_location("s", SECRET)).__loader__.exec_module(sys))
sys.path.insert(0, os.path.dirname(SECRET))
attempt("import", __import__, "secret")
attempt("zipimport", lambda: __import__("zipimport").zipimporter(SECRET))
