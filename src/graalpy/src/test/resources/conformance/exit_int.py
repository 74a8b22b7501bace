import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
sys.exit(3)
print("after")
