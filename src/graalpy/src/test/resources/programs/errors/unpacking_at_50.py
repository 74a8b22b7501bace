# Read a table with a ragged row
TABLE = """
Ada;1815;Mathematics
Grace;1906;Compilers
Alan;1912
Edsger;1930;Algorithms
"""

people = []
problems = []
for line in TABLE.strip().split("\n"):
    cells = line.split(";")
    if len(cells) == 3: people.append(cells)
    else: problems.append(cells)

print(len(people), "people,", len(problems), "problems")

for name, year, field in people:
    print(f"{name} was born in {year} and worked on {field}")

years = {name: int(year) for name, year, _ in people}
print("oldest:", min(years, key=years.get))

name, year, field = problems[0]
print(name, year, field)

decades = {}
for name, year in years.items():
    decades.setdefault(year // 10 * 10, []).append(name)
for decade in sorted(decades):
    print(decade, *decades[decade])

ages = {name: 2024 - year for name, year in years.items()}
for name in sorted(ages, key=ages.get):
    print(name, ages[name])
print("average", sum(ages.values()) / len(ages))
