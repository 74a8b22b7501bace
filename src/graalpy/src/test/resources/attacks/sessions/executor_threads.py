import sys, threading
expect("one thread", len(threading.enumerate()) == 1 and len(sys._current_frames()) == 1)
threading.main_thread().name = "leaked"
threading.main_thread().daemon
local = threading.local()
local.leaked = 1
