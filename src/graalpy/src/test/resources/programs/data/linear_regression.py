"""Least squares by hand, with a prediction and the residuals."""
from statistics import correlation, linear_regression, mean

square_metres = [38, 45, 52, 60, 66, 71, 80, 88, 95, 110]
rent = [520, 575, 640, 705, 730, 810, 890, 930, 1035, 1180]


def fit(xs, ys):
    mx, my = mean(xs), mean(ys)
    sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    sxx = sum((x - mx) ** 2 for x in xs)
    slope = sxy / sxx
    return slope, my - slope * mx


slope, intercept = fit(square_metres, rent)
print(f"rent = {slope:.4f} * area + {intercept:.4f}")

library = linear_regression(square_metres, rent)
assert abs(library.slope - slope) < 1e-9 and abs(library.intercept - intercept) < 1e-6
print("agrees with statistics.linear_regression")

predicted = [slope * x + intercept for x in square_metres]
residuals = [y - p for y, p in zip(rent, predicted)]
ss_res = sum(r * r for r in residuals)
ss_tot = sum((y - mean(rent)) ** 2 for y in rent)
print(f"R^2 = {1 - ss_res / ss_tot:.5f}, r = {correlation(square_metres, rent):.5f}")

for x, y, p, r in zip(square_metres, rent, predicted, residuals):
    mark = "-" * int(-r / 3) + "|" if r < 0 else "|" + "+" * int(r / 3)
    print(f"{x:4} m2  {y:5}  {p:8.1f}  {r:+7.1f}  {mark:>12}" if r < 0 else f"{x:4} m2  {y:5}  {p:8.1f}  {r:+7.1f}  {'':>11}{mark}")

for area in (50, 75, 100):
    print(f"{area} m2 -> {slope * area + intercept:.0f}")
