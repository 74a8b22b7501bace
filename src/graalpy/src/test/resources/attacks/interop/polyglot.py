import polyglot
attempt("eval", lambda: polyglot.eval(language="python", string="1"))
attempt("eval js", lambda: polyglot.eval(language="js", string="1"))
attempt("eval of a file", lambda: polyglot.eval(language="python", path=SECRET))
attempt("import", polyglot.import_value, "x")
attempt("export", polyglot.export_value, "x", 1)
attempt("storage", polyglot.storage, [1])
