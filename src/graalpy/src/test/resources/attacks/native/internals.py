import __graalpython__ as internals
attempt("rss", internals.get_current_rss)
attempt("venv", internals.replicate_extensions_in_venv, "/tmp", True)
attempt("capsule", internals.create_arrow_py_capsule, 1234, 5678)
attempt("read", internals.read_file, SECRET)
