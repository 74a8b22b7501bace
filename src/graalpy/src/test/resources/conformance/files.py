f = open("data.txt", "w")
f.write("line 1\nline 2\n")
f.flush()
print(open("data.txt").read())
import os
print(sorted(os.listdir(".")), os.path.basename(__file__))
f.write("not closed")
