"""Exact linear algebra with fractions: product, determinant, inverse, solve, power."""
from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = [[Fraction(x) for x in row] for row in rows]

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in columns] for r in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        width = max(len(c) for row in cells for c in row)
        return "\n".join("[" + "  ".join(c.rjust(width) for c in row) + "]" for row in cells)

    def reduced(self):
        """Row echelon form and the determinant of the left square part."""
        rows, det = [r[:] for r in self.rows], Fraction(1)
        for i in range(len(rows)):
            pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
            if pivot is None:
                return rows, Fraction(0)
            if pivot != i:
                rows[i], rows[pivot], det = rows[pivot], rows[i], -det
            det *= rows[i][i]
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for r in range(len(rows)):
                if r != i and rows[r][i]:
                    factor = rows[r][i]
                    rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i])]
        return rows, det

    def inverse(self):
        n = len(self.rows)
        rows, det = Matrix([r + e for r, e in zip(self.rows, Matrix.identity(n).rows)]).reduced()
        if not det:
            raise ZeroDivisionError("matrix is singular")
        return Matrix([r[n:] for r in rows])


a = Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]])
print(a, a.shape, sep="\n")
print("determinant:", a.reduced()[1])
print("inverse:", a.inverse(), sep="\n")
print("a @ inverse is the identity:", a @ a.inverse() == Matrix.identity(3))

system = Matrix([[2, 1, -1, 8], [-3, -1, 2, -11], [-2, 1, 2, -3]])
print("solution:", [str(row[3]) for row in system.reduced()[0]])

fib = Matrix([[1, 1], [1, 0]])
print("fib(40) =", (fib**40).rows[0][1])
try:
    Matrix([[1, 2], [2, 4]]).inverse()
except ZeroDivisionError as error:
    print("error:", error)
