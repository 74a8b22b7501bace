"""A class whose body computes constants from a table; one entry is wrong."""
from decimal import Decimal

RATES = {"standard": "0.22", "reduced": "0.10", "books": "0.04", "export": "zero"}


def percent(text):
    value = Decimal(text)
    if not 0 <= value < 1:
        raise ValueError(f"{text} is no rate")
    return value


class Tax:
    STANDARD = percent(RATES["standard"])
    REDUCED = percent(RATES["reduced"])

    def __init__(self, rate=STANDARD):
        self.rate = rate

    def gross(self, net):
        return net * (1 + self.rate)


print("standard:", Tax().gross(Decimal("100")))
print("reduced:", Tax(Tax.REDUCED).gross(Decimal("100")))
print("names:", [name for name in vars(Tax) if name.isupper()])


class ExtendedTax(Tax):
    BOOKS = percent(RATES["books"])
    EXPORT = percent(RATES["export"])

    def describe(self):
        return f"{self.rate:.0%}"


for tax in (ExtendedTax(), ExtendedTax(ExtendedTax.BOOKS)):
    print(tax.describe(), tax.gross(Decimal("59.90")))
total = sum(ExtendedTax(r).gross(Decimal(10)) for r in (Tax.STANDARD, Tax.REDUCED))
print("total", total)
