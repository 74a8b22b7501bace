attempt("parentheses", compile, "(" * 20_000 + ")" * 20_000, "x", "eval")
attempt("brackets", compile, "[" * 20_000 + "]" * 20_000, "x", "eval")
