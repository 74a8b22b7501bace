import os
attempt("null byte", open, SECRET + "\0.txt")
attempt("null byte in front", open, "x\0" + SECRET)
attempt("slashes", open, "///" + SECRET)
attempt("dots", open, "." * 3 + "/../../.." + SECRET)
attempt("uri", open, "file://" + SECRET)
class Path:
    calls = 0
    def __fspath__(self):
        Path.calls += 1
        return "ok" if Path.calls < 2 else SECRET
open(Path(), "w").close()
attempt("a path that changes", open, Path())
class Name(str):
    def __str__(self):
        return "ok"
attempt("a string that lies", open, Name(SECRET))
