class Typed:
    """A descriptor that checks a type and a condition."""

    def __init__(self, kind, check=lambda value: True, message="is not allowed"):
        self.kind, self.check, self.message = kind, check, message

    def __set_name__(self, owner, name):
        self.name = name
        owner.checked = [*getattr(owner, "checked", []), name]

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if not self.check(value):
            raise ValueError(f"{self.name}={value!r} {self.message}")
        instance.__dict__[self.name] = value


class Lazy:
    """Computes once, then the instance's own attribute hides it."""

    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __get__(self, instance, owner=None):
        if instance is None: return self
        print(f"(computing {self.function.__name__})")
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value


class Account:
    owner = Typed(str, str.strip, "is empty")
    balance = Typed(int, lambda v: v >= 0, "is negative")

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    @Lazy
    def report(self):
        """A line about the account."""
        return f"{self.owner}: {self.balance}"

    @property
    def rich(self): return self.balance > 1000

    @rich.setter
    def rich(self, value): self.balance = 5000 if value else 0

    @rich.deleter
    def rich(self): print("easy come, easy go"); self.balance = 1


account = Account("Ada", 100)
print(account.report)
print(account.report, Account.report.__doc__)
account.rich = True
print(account.balance, account.rich)
del account.rich
print(account.balance, Account.checked)

for name, value in (("balance", -5), ("balance", "12"), ("owner", "  "), ("owner", None)):
    try:
        setattr(account, name, value)
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
try:
    account.report.missing
except AttributeError as error:
    print(error)
