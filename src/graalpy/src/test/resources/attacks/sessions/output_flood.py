# ends: stopped output_limit
print("HARMLESS: floods")
while True:
    print("x" * 100_000)
