import io, sys, contextlib
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print("captured")
old = sys.stdout
sys.stdout = io.StringIO()
print("kept")
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(buffer.getvalue()), repr(text))
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
print("wrapped \u00e9")
