def down(n):
    return down(n + 1)

try:
    down(0)
except RecursionError as e:
    print(type(e).__name__)
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(300) % 1000007)
