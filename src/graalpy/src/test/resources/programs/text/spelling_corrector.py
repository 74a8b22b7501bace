"""Correct words by edits of distance one and two, after Norvig's famous essay."""
import re
from collections import Counter

CORPUS = """
The sea was calm and the ship sailed slowly along the coast. The captain looked at the
stars and the sailors sang old songs of the sea. In the morning the wind became stronger,
and the ship reached the harbour before noon. Every sailor knew the harbour and its people.
The people were waiting on the shore, and the captain was happy to see them again.
"""

WORDS = Counter(re.findall(r"\w+", CORPUS.lower()))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edits(word):
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = [a + b[1:] for a, b in splits if b]
    swaps = [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    replaces = [a + c + b[1:] for a, b in splits if b for c in LETTERS]
    inserts = [a + c + b for a, b in splits for c in LETTERS]
    return set(deletes + swaps + replaces + inserts)


def known(words):
    return {w for w in words if w in WORDS}


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def correct(word):
    candidates = known([word]) or known(edits(word))
    if not candidates:
        near = [w for w in WORDS if distance(w, word) == 2]
        candidates = set(near) or {word}
    return max(sorted(candidates), key=lambda w: WORDS[w])


for typo in ["teh", "captian", "shipp", "harber", "morning", "sailer", "strnger", "xylophone"]:
    fixed = correct(typo)
    print(f"{typo:>10} -> {fixed:<10} distance {distance(typo, fixed)}")

sentence = "Teh captan was hapy to se the peple"
print(" ".join(correct(w.lower()) for w in sentence.split()).capitalize() + ".")
print("edits of 'sea':", len(edits("sea")), "known:", sorted(known(edits("sea"))))
