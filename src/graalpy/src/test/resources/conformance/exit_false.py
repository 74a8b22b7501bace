import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
sys.exit(False)
print("after")
