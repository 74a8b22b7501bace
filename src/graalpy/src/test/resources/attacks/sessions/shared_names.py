import _multiprocessing, gc, posix, sys, weakref
expect("no trace of others", not hasattr(sys, "leaked") and "leaked" not in sys.modules)
try:
    kept = _multiprocessing.SemLock(1, 1, 1, "/leaked", False)
except OSError as refusal:
    print("HARMLESS: no named semaphore")
try:
    posix.umask(0)
    sys.set_int_max_str_digits(0)
    sys.setswitchinterval(100)
    sys.addaudithook(lambda *a: None)
finally:
    leaked = "a name"
