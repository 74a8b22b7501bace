n = 3
squares = [n * n for n in range(4)]
table = {a: b for a, b in zip("xyz", squares)}
print(n, squares, table)
if (m := len(squares)) > 3:
    print(m)
total = 0
for i, v in enumerate(squares):
    total += v
else:
    print("done", i, v)
while total > 0:
    total -= 10
print(total)
