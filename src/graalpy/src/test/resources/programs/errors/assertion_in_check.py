import math

# A tiny test suite without a framework
def area(shape, *sizes):
    match shape, sizes:
        case "circle", [r]:
            return math.pi * r * r
        case "square", [a]:
            return a * a
        case "triangle", [a, b, c]:
            s = a + b + c / 2
            return math.sqrt(abs(s * (s - a) * (s - b) * (s - c)))
    raise ValueError(shape)


passed = 0


def check(condition, message):
    global passed
    assert condition, message
    passed += 1
    print("ok", passed, message)


check(area("square", 3) == 9, "square of 3")
check(math.isclose(area("circle", 1), math.pi), "unit circle")
check(area("square", 0) == 0, "empty square")

try:
    area("hexagon", 1)
except ValueError as error:
    check(str(error) == "hexagon", "unknown shape")

check(area("triangle", 3, 4, 5) == 6, "right triangle")
check(area("triangle", 5, 5, 6) == 12, "isosceles triangle")

print(passed, "checks passed")
for r in range(1, 4):
    print(r, round(area("circle", r), 3))
print("all good")
