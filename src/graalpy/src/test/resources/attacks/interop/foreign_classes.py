import polyglot
for name in ("ForeignObject", "ForeignException", "ForeignExecutable"):
    cls = getattr(polyglot, name)
    try:
        made = cls.__new__(cls)
        print("ESCAPED:", name, made)
    except TypeError as refusal:
        print("DENIED", type(refusal).__name__ + ":", str(refusal), "is not allowed")
