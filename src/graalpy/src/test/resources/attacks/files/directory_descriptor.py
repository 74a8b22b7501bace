import os
attempt("dir_fd", lambda: os.open(SECRET[1:], os.O_RDONLY, dir_fd=os.open(".", os.O_RDONLY)))
attempt("root", os.open, "/", os.O_RDONLY)
attempt("openat", lambda: os.stat("../" + os.path.basename(VICTIM), dir_fd=os.open(".", os.O_RDONLY)))
attempt("opener", lambda: open(SECRET, opener=lambda path, flags: os.open(path, flags)))
