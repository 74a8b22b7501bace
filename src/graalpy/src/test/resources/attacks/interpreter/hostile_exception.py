# ends: error Evil
class Meta(type):
    def __repr__(cls):
        raise RuntimeError("no")
    __str__ = __repr__
class Evil(Exception, metaclass=Meta):
    def __str__(self):
        raise RuntimeError("no str")
    def __repr__(self):
        raise RuntimeError("no repr")
    @property
    def __traceback__(self):
        raise RuntimeError("no traceback")
    @property
    def __class__(self):
        raise RuntimeError("no class")
    @property
    def __notes__(self):
        raise RuntimeError("no notes")
print("HARMLESS: raises")
raise Evil
