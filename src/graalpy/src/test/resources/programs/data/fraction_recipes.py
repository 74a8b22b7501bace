"""Scale recipes with exact fractions and print them as cooks do."""
from fractions import Fraction as F

RECIPE = {
    "flour (cups)": F(9, 4),
    "sugar (cups)": F(3, 4),
    "butter (cups)": F(1),
    "salt (tsp)": F(1, 8),
    "eggs": F(2),
    "vanilla (tsp)": F(3, 2),
}

def mixed(value: F) -> str:
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)

def scale(recipe, servings, base=24):
    factor = F(servings, base)
    return {name: amount * factor for name, amount in recipe.items()}

for servings in (12, 24, 36, 60):
    print(f"--- {servings} cookies ---")
    for name, amount in scale(RECIPE, servings).items():
        print(f"  {mixed(amount):>7}  {name}")

# Nearest practical measure: denominators of at most 8
odd = scale(RECIPE, 17)
print("--- 17 cookies, rounded ---")
for name, amount in odd.items():
    near = amount.limit_denominator(8)
    error = float(near - amount)
    print(f"  {mixed(near):>7}  {name:<14} exact {amount} error {error:+.4f}")

half = scale(RECIPE, 12)
double = {name: amount * 2 for name, amount in half.items()}
print("halved and doubled is the same:", double == RECIPE)
print("sum of cups:", sum((v for k, v in RECIPE.items() if "cups" in k), F(0)))
print(F("0.375"), F(0.5), F(-7, 21), F(10, 4).numerator, round(F(7, 3), 2))
