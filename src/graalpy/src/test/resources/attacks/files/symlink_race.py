import os
os.mkdir("d")
for i in range(20):
    try:
        os.rmdir("d")
        os.symlink(os.path.dirname(SECRET), "d")
    except OSError as refusal:
        last = refusal
        os.mkdir("d")
print(f"DENIED {type(last).__name__}: {last}")
attempt("read through the directory", open, "d/" + os.path.basename(SECRET))
attempt("leave the directory", open, "d/../../" + os.path.basename(VICTIM) + "/victim.txt")
