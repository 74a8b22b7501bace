attempt("bytes", bytearray, 1 << 62)
attempt("list", lambda: [0] * (1 << 60))
attempt("string", lambda: "x" * (1 << 60))
attempt("digits", lambda: int("9" * 100_000))
