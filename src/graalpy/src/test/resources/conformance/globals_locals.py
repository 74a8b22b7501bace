x = 1
def f():
    global y
    y = x + 1
f()
print(y, globals() is locals(), sorted(k for k in globals() if not k.startswith("__")))
exec("z = x + y")
print(z, eval("z * 2"))
globals()["w"] = 5
print(w)
