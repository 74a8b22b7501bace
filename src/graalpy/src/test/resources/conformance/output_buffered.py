import sys
print("a", end="")
sys.stdout.write("b")
print("c", end="", file=sys.stderr)
for i in range(3):
    print(i, end=" ")
sys.stdout.flush()
sys.stdout.buffer.write(b"raw \xe2\x82\xac \xff\n")
print("d", "e", sep="\n")
