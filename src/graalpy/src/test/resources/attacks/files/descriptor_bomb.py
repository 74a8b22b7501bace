open("one", "w").close()
kept = []
def bomb():
    for i in range(1_000):
        kept.append(open("one"))
attempt("open files", bomb)
kept.clear()
