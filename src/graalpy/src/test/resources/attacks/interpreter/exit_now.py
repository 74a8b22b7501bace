# ends: exit 7
import os
print("HARMLESS: leaves at once")
os._exit(7)
print("ESCAPED: went on after the exit")
