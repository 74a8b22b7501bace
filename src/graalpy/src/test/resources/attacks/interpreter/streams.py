# ends: error ZeroDivisionError
import sys
class Broken:
    def write(self, text):
        raise RuntimeError("no")
    flush = write
    def __getattr__(self, name):
        return self.__getattr__(name)
print("HARMLESS: breaks its streams", flush=True)
sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Broken()
1 / 0
