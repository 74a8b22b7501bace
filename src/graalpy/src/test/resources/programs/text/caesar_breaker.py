from string import ascii_lowercase, ascii_uppercase

# Relative frequencies of letters in English, in per cent
FREQUENCY = dict(zip(ascii_lowercase, [
    8.2, 1.5, 2.8, 4.3, 12.7, 2.2, 2.0, 6.1, 7.0, 0.15, 0.77, 4.0, 2.4,
    6.7, 7.5, 1.9, 0.095, 6.0, 6.3, 9.1, 2.8, 0.98, 2.4, 0.15, 2.0, 0.074,
]))


def shift(text, by):
    by %= 26
    table = str.maketrans(
        ascii_lowercase + ascii_uppercase,
        ascii_lowercase[by:] + ascii_lowercase[:by] + ascii_uppercase[by:] + ascii_uppercase[:by],
    )
    return text.translate(table)


def chi_squared(text):
    letters = [c for c in text.lower() if c in FREQUENCY]
    total = 0.0
    for letter, percent in FREQUENCY.items():
        expected = len(letters) * percent / 100
        total += (letters.count(letter) - expected) ** 2 / expected
    return total


messages = [
    ("Meet me at the old bridge after midnight, and bring the letters.", 3),
    ("The quick brown fox jumps over the lazy dog while nobody is watching it.", 17),
    ("Statistics are no substitute for judgement, but they help a great deal.", 25),
]

for plain, key in messages:
    secret = shift(plain, key)
    print("secret:", secret)
    ranking = sorted(range(26), key=lambda k: chi_squared(shift(secret, -k)))
    guess = ranking[0]
    print(f"key {guess} ({'right' if guess == key else 'wrong'}), next best {ranking[1:4]}")
    print("plain: ", shift(secret, -guess))
    print()

rot13 = shift(shift("Hello, World!", 13), 13)
print(rot13, rot13 == "Hello, World!")
