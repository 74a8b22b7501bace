attempt("sparse file", lambda: (lambda f: (f.seek(2**40), f.write(b"x"), f.flush()))(open("sparse", "wb")))
def fill():
    with open("big", "wb") as f:
        for i in range(64):
            f.write(b"x" * 2**20)
attempt("fill", fill)
def many():
    for i in range(10_000):
        open(f"f{i}", "w").close()
attempt("many files", many)
def keep():
    kept = []
    for i in range(1_000):
        kept.append(open("one", "rb" if i else "wb"))
