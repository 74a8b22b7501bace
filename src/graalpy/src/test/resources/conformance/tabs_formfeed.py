if True:
	x = 1

def f():
	return x + "a"
f()
