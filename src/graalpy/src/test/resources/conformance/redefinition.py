def f(): return 1
a = f
def f(): return 2
print(a(), f())
class C: v = 1
c = C()
class C: v = 2
print(c.v, C().v, isinstance(c, C))
f = 3
print(f + 1)
