# ends: stopped chunk_time_limit
import sys
def hook(*arguments):
    while True:
        pass
sys.excepthook = hook
print("HARMLESS: loops in the hook")
1 / 0
