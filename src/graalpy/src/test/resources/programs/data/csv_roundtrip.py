"""Write a CSV with awkward values, read it in two dialects, leave the last file open."""
import csv

rows = [
    ["id", "comment", "amount"],
    [1, 'She said "hello"', 3.5],
    [2, "line one\nline two", -1],
    [3, "a;b,c", 0],
    [4, "", None],
    [5, "naïve café", 1e6],
]

with open("out.csv", "w", newline="", encoding="utf-8") as handle:
    writer = csv.writer(handle)
    writer.writerows(rows)

with open("out.csv", newline="", encoding="utf-8") as handle:
    text = handle.read()
print(repr(text))

with open("out.csv", newline="", encoding="utf-8") as handle:
    back = list(csv.reader(handle))
for original, read in zip(rows, back):
    expected = ["" if v is None else str(v) for v in original]
    print(read, "ok" if read == expected else f"expected {expected}")


class Semicolons(csv.excel):
    delimiter = ";"
    quoting = csv.QUOTE_NONNUMERIC


with open("out2.csv", "w", newline="") as handle:
    writer = csv.writer(handle, dialect=Semicolons)
    for row in rows[1:4]:
        writer.writerow(row)

with open("out2.csv", newline="") as handle:
    numbers = [row[0] + row[2] for row in csv.reader(handle, dialect=Semicolons)]
print(numbers, sum(numbers))

log = open("audit.log", "w")
log.write("read 2 files\n")
log.write("done")
print("wrote", log.tell(), "characters, not closed:", not log.closed)
