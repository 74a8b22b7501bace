a: int = 1
print(__annotations__)
b: str
c: "list[int]" = []
print(__annotations__)
print(b)
