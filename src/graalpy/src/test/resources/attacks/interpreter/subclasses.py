# ends: error SystemError
found = []
for cls in object.__subclasses__():
    for name in ("__init__", "__new__"):
        names = getattr(getattr(cls, name, None), "__globals__", {})
        if "os" in names or "sys" in names:
            found.append(cls)
for cls in found:
    names = cls.__init__.__globals__ if hasattr(cls.__init__, "__globals__") else {}
    if "os" in names:
        attempt("os through a class", names["os"].system, "id")
attempt("import", ().__class__.__base__.__subclasses__()[0].__init__.__self__.__class__, 1) if False else None
raise SystemError("end")
