import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
sys.exit(256 + 7)
print("after")
