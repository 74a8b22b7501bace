import os
for path in ("/dev/mem", "/dev/tty", "/dev/zero", "/dev/random", "/dev/stdin", "/dev/fd/1", "/dev/shm"):
    attempt(path, open, path, "rb")
attempt("write", open, "/dev/stdout", "w")
attempt("plant", open, "/dev/shm/planted", "w")
attempt("sys", open, "/sys/kernel/mm/transparent_hugepage/enabled")
