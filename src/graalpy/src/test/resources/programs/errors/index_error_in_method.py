class Tape:
    """A bounded tape for a small machine."""

    def __init__(self, size):
        self.cells = [0] * size
        self.at = 0

    def move(self, by):
        self.at += by
        return self

    def add(self, by):
        self.cells[self.at] = (self.cells[self.at] + by) % 256
        return self

    def run(self, program):
        output, jumps, stack = "", {}, []
        for i, c in enumerate(program):
            if c == "[": stack.append(i)
            if c == "]": jumps[i] = stack.pop(); jumps[jumps[i]] = i
        i = 0
        while i < len(program):
            match program[i]:
                case ">": self.move(1)
                case "<": self.move(-1)
                case "+": self.add(1)
                case "-": self.add(-1)
                case ".": output += chr(self.cells[self.at])
                case "[" if self.cells[self.at] == 0: i = jumps[i]
                case "]" if self.cells[self.at]: i = jumps[i]
            i += 1
        return output


print(Tape(4).run("++++++++[>++++++++<-]>+."))
print(Tape(4).run("+++++[>+++++++++++++<-]>.+.+."))

tape = Tape(3)
tape.add(5).move(1).add(7)
print(tape.cells, tape.at)

print(Tape(3).run("+>+>+>+"))
print("the tape is long enough")
