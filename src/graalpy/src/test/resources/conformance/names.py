print(__name__, __file__, __package__, __spec__, __builtins__)
import sys
print(sys.argv, sys.modules["__main__"].__name__)
if __name__ == "__main__":
    print("main")
