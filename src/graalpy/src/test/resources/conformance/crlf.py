x = 1
def f(a):
    return a / 0

"s"
print(x, __doc__)
f(x)
