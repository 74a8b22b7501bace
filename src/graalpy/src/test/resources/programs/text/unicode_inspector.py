import unicodedata

samples = ["naïve", "e\u0301te\u0301", "straße", "ﬁne", "Ωμέγα", "日本語", "🙂!", "½ kg", "a\u200bb"]

for text in samples:
    nfc = unicodedata.normalize("NFC", text)
    nfd = unicodedata.normalize("NFD", text)
    print(f"{ascii(text):<28} len={len(text)} NFC={len(nfc)} NFD={len(nfd)} bytes={len(text.encode())}")

# The characters of one word
for char in "é½Ω🙂":
    print(f"U+{ord(char):04X}", unicodedata.category(char), unicodedata.name(char))


def fold(text):
    """Remove accents and case so that names can be compared."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).casefold()


print([fold(s) for s in samples])

pairs = [("STRASSE", "straße"), ("Cafe\u0301", "CAFÉ"), ("ﬁsh", "Fish"), ("año", "ano"), ("x", "y")]
for left, right in pairs:
    print(f"{left} ~ {right}: {fold(left) == fold(right)}")

slug = "-".join(
    "".join(c for c in fold(word) if c.isalnum())
    for word in "Crème Brûlée – à la carte!".split()
    if any(c.isalnum() for c in word)
)
print(slug)

print("\N{GREEK SMALL LETTER LAMDA}", "\N{SNOWMAN}", "\u00e9" == "e\u0301")
print("digits:", [c.isdigit() for c in "7७x²"], int("७३"))
print("upper:", "ß".upper(), "ŉ".upper(), "title:", "ǆ".title())
print("swap", "İ".lower().encode("unicode_escape").decode())
