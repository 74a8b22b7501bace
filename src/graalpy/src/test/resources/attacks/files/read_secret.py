import io, os, pathlib
attempt("open", open, SECRET)
attempt("io.open", io.open, SECRET, "rb")
attempt("os.open", os.open, SECRET, os.O_RDONLY)
attempt("pathlib", pathlib.Path(SECRET).read_text)
attempt("stat", os.stat, SECRET)
attempt("relative", open, os.path.relpath(SECRET))
attempt("dots", open, os.getcwd() + "/x/../.././../.." + SECRET)
attempt("bytes", open, os.fsencode(SECRET))
