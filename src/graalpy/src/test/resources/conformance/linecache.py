import linecache
a = 1
print(repr(linecache.getline("main.py", 2)))
print(repr(linecache.getline("main.py", 3)))
