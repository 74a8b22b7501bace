class Stop(BaseException):
    def __str__(self):
        return "stopped here"

try:
    raise Stop
except Exception:
    print("not here")
