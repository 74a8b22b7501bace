import atexit
@atexit.register
def first():
    print("first registered")
@atexit.register
def second():
    print("second registered")
    raise ValueError("ignored")
print("body")
