for cls in (int, str, dict, object, BaseException, type(print), type(lambda: 0)):
    attempt(cls.__name__, setattr, cls, "leaked", 1)
import abc, collections.abc, numbers, enum
class Mine:
    pass
collections.abc.Sequence.register(Mine)
collections.abc.Sequence.register(int)
numbers.Number.register(str)
collections.OrderedDict.leaked = collections.abc.Sequence.leaked = enum.Enum.__doc__ = 1
import decimal, datetime
decimal.getcontext().prec = 3
