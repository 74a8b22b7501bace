import sys
sys.setrecursionlimit(10**6)
def f():
    return f()
attempt("recursion", f)
class R:
    def __repr__(self):
        return repr(self)
attempt("repr", repr, R())
nested = []
for i in range(10**5):
    nested = [nested]
attempt("nested repr", repr, nested)
