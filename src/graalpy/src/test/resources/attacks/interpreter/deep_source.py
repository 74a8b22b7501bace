attempt("parentheses", compile, "(" * 20_000 + ")" * 20_000, "x", "eval")
attempt("unary", eval, "-" * 100_000 + "1")
attempt("json", __import__("json").loads, "[" * 100_000 + "]" * 100_000)
