import warnings

warnings.warn("first")

def g():
    warnings.warn("inside", DeprecationWarning, stacklevel=2)

g()
for i in range(2):
    warnings.warn("twice")
