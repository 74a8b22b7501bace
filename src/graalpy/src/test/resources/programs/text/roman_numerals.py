NUMERALS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]
LETTERS = {letters: value for value, letters in NUMERALS}


def to_roman(number):
    if not 0 < number < 4000:
        raise ValueError(f"{number} has no Roman numeral")
    result = ""
    for value, letters in NUMERALS:
        count, number = divmod(number, value)
        result += letters * count
    return result


def from_roman(text):
    values = [LETTERS[c] for c in text.upper()]
    total = 0
    for value, following in zip(values, values[1:] + [0]):
        total += -value if value < following else value
    if to_roman(total) != text.upper():
        raise ValueError(f"{text} is not well formed")
    return total


for year in (1, 4, 9, 14, 40, 90, 400, 1066, 1492, 1994, 2024, 3999):
    print(year, to_roman(year), sep="\t")

checked = 0
for number in range(1, 4000, 37):
    assert from_roman(to_roman(number)) == number
    checked += 1
print("round trips:", checked)

for attempt in ("mcmxc", "IIII", "VX", "", "MMXXIV", "ABC", "IC"):
    try:
        print(f"{attempt!r} is {from_roman(attempt)}")
    except ValueError as error:
        print(f"{attempt!r}: {error}")
    except KeyError as error:
        print(f"{attempt!r}: unknown letter {error}")

longest = max(range(1, 4000, 11), key=lambda n: len(to_roman(n)))
print("longest:", longest, to_roman(longest))
print("palindromes below 100:", [to_roman(n) for n in range(1, 100) if to_roman(n) == to_roman(n)[::-1]])
