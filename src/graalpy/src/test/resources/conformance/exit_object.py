import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
sys.exit([1, 2])
print("after")
