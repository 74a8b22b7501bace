# ends: exit 1
class Code:
    def __str__(self):
        raise RuntimeError("no")
    __repr__ = __str__
    __int__ = __index__ = __str__
print("HARMLESS: leaves")
raise SystemExit(Code())
