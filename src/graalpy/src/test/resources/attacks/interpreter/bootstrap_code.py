# ends: error SystemError
# Replacing the code of the executor's functions ends in an error of this session.
import os
def evil(*args):
    raise RuntimeError("ESC" + "APED")
for value in list(os._exit.__globals__.values()):
    if isinstance(value, type(evil)) and value.__module__ == "forerun_bootstrap":
        try:
            value.__code__ = evil.__code__
        except Exception as refusal:
            pass
raise SystemError("end")
