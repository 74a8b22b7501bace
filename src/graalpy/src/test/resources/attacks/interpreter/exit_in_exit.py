# ends: exit 3
import atexit, sys
atexit.register(lambda: sys.exit(99))
class Leave:
    def __del__(self):
        sys.exit(98)
held = Leave()
print("HARMLESS: leaves")
try:
    sys.exit(1)
finally:
    sys.exit(3)
