import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
raise SystemExit(4)
print("after")
