import os
for fd in range(3, 40):
    try:
        data = os.read(fd, 10)
        print("ESCAPED: a descriptor of the host is open", fd, data)
    except OSError as refusal:
        last = refusal
print(f"DENIED {type(last).__name__}: {last}")
attempt("fstat", os.fstat, 0)
attempt("listdir by descriptor", os.listdir, 0)
attempt("pipe", os.pipe)
attempt("fchmod", os.fchmod, 1, 0o777)
attempt("write to a descriptor of the host", os.write, 17, b"x")
os.dup2(os.dup(1), 9)
attempt("truncate", os.ftruncate, 9, 0)
