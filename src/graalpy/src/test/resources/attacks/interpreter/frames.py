import sys
seen = []
frame = sys._getframe()
while frame is not None:
    seen.append(frame.f_code.co_filename)
    frame = frame.f_back
expect("no frame of the executor", set(seen) == {"main.py"})
try:
    1 / 0
except ZeroDivisionError as error:
    step = error.__traceback__
    expect("no step of the executor", step.tb_frame.f_back is None)
def deeper():
    return sys._current_frames()
expect("no other thread", len(deeper()) == 1)
