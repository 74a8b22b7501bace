import types
def f():
    return 1
attempt("replace bytecode", lambda: eval(f.__code__.replace(co_code=b"\xff" * 64)))
attempt("invent code", lambda: eval(types.CodeType(0, 0, 0, 0, 99, 0, b"\x64\xff" * 50, (), (), (), "x", "x", "x", 1, b"", b"", (), ())))
