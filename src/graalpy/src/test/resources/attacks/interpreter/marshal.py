import marshal
attempt("nonsense", marshal.loads, b"c" + b"\xff" * 200)
attempt("cut code", marshal.loads, marshal.dumps(compile("1", "x", "exec"))[:20])
