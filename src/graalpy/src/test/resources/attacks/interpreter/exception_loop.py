# ends: error ValueError
a, b = ValueError("a"), ValueError("b")
a.__cause__, b.__cause__ = b, a
a.__context__, b.__context__ = b, a
print("HARMLESS: raises")
raise a
