# ends: error ZeroDivisionError
import sys
calls = []
def trace(frame, event, argument):
    if frame.f_code.co_filename != "main.py" and len(calls) < 100:
        calls.append(frame)
        frame.f_globals["leaked"] = 1
    return trace
sys.settrace(trace)
sys.setprofile(trace)
print("HARMLESS: traces", flush=True)
1 / 0
