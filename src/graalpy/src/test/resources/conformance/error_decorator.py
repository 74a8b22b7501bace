def deco(f):
    def wrap(*a):
        return f(*a)
    return wrap

@deco
@deco
def f(x):
    return x.missing

with open("out.txt", "w") as out:
    out.write("x")
f(3)
