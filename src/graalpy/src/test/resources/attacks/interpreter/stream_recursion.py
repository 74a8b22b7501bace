# ends: error ZeroDivisionError
import io, sys
class Deep(io.TextIOWrapper):
    def flush(self):
        self.flush()
print("HARMLESS: recurses in flush", flush=True)
sys.stderr = sys.stdout = Deep(io.BytesIO())
1 / 0
