# ends: error ZeroDivisionError
import builtins
print("HARMLESS: replaces built-in functions", flush=True)
def evil(*arguments, **named):
    raise RuntimeError("evil")
for name in ("compile", "print", "repr", "open", "len", "type", "isinstance", "exec", "str", "int", "__import__", "getattr"):
    setattr(builtins, name, evil)
1 / 0
