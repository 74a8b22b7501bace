pattern = "\d+"
import re

print(re.findall(pattern, "a1b22"), re.findall("\w", "é!"))
print(1 is 1)
