"""Amortisation schedule of a loan in exact decimal arithmetic."""
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 28
CENT = Decimal("0.01")


def money(amount):
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def payment(principal, annual_rate, months):
    rate = annual_rate / 12
    if rate == 0:
        return money(principal / months)
    factor = (1 + rate) ** months
    return money(principal * rate * factor / (factor - 1))


def schedule(principal, annual_rate, months):
    instalment = payment(principal, annual_rate, months)
    balance = principal
    for month in range(1, months + 1):
        interest = money(balance * annual_rate / 12)
        paid = min(instalment, balance + interest)
        if month == months:
            paid = balance + interest
        balance = balance + interest - paid
        yield month, paid, interest, paid - interest, balance


principal = Decimal("12500.00")
rate = Decimal("0.0475")
months = 36

print("Instalment:", payment(principal, rate, months))
print(f"{'month':>5} {'paid':>10} {'interest':>10} {'principal':>10} {'balance':>12}")

total_paid = total_interest = Decimal(0)
for month, paid, interest, repaid, balance in schedule(principal, rate, months):
    total_paid += paid
    total_interest += interest
    if month <= 3 or month > months - 3 or month % 12 == 0:
        print(f"{month:>5} {paid:>10} {interest:>10} {repaid:>10} {balance:>12}")

print("Total paid:    ", total_paid)
print("Total interest:", total_interest)
assert total_paid - total_interest == principal, "the books do not balance"
print("Interest share: {:.2%}".format(total_interest / total_paid))
