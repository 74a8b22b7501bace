naïve = "héllo"
print(naïve, len("😀"), "日本".encode())
# комментарий
def ø(å): return å[0] + 1
ø("x")
