import os, atexit
atexit.register(print, "never")
print("before")
os._exit(9)
print("after")
