total = 1 + \
    2 + \
    3
text = """first
  second
"""; n = text.count("\n")
print(total, n,
      text)
assert total == 7, \
    "wrong total"
