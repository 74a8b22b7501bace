"""Files are written before an error; finally blocks and with statements still run."""
import os
import sys


class Lock:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        open(self.path, "x").close()
        print("locked")
        return self

    def __exit__(self, *error):
        os.remove(self.path)
        print("unlocked", error[0].__name__ if error[0] else "normally")


def process(lines, out):
    done = 0
    try:
        for line in lines:
            out.write(f"{len(line.split()):>3} {line}\n")
            done += 1
            if "stop" in line:
                raise RuntimeError(f"told to stop after {done} lines")
    finally:
        print(f"{done} lines processed", file=sys.stderr)
    return done


with Lock("work.lock"), open("first.txt", "w") as out:
    process(["one two", "three"], out)
print(open("first.txt").read(), end="")

log = open("log.txt", "w")
log.write("not closed by anybody\n")

with Lock("work.lock"), open("second.txt", "w") as out:
    process(["a b c", "please stop here", "never read"], out)

print(open("second.txt").read())
print(os.path.exists("work.lock"))
