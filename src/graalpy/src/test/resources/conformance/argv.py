import sys
print(sys.argv)
path = sys.argv[1]
