import sys, atexit
atexit.register(print, "at exit")
print("before", end="")
quit()
print("after")
