x = 1
y = [1, 2, 3]
del x, y[0]
print(y, "x" in globals())
try:
    x
except NameError as e:
    print(e)
e
