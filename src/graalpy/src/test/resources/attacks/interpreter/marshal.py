import marshal
attempt("nonsense", marshal.loads, b"c" + b"\xff" * 200)
