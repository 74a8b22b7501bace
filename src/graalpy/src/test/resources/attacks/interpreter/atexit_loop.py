# ends: stopped chunk_time_limit
import atexit
@atexit.register
def loop():
    while True:
        pass
print("HARMLESS: loops at exit")
