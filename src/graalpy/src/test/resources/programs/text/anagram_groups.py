import sys
from collections import defaultdict

words = """
listen silent enlist google elbow below stressed desserts night thing
state taste evil vile live veil pots stop tops spot opts god dog act cat
radar level noon hello world python typhon
""".split()

groups = defaultdict(list)
for word in words:
    groups["".join(sorted(word))].append(word)

families = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g))
for family in families:
    print(f"{len(family)}: {' '.join(family)}")

print("alone:", sum(len(g) == 1 for g in groups.values()))

# words that are another word read backwards
known = set(words)
print("mirrors:", sorted((w, w[::-1]) for w in words if w[::-1] in known and w < w[::-1]))
print("palindromes:", *[w for w in words if w == w[::-1]])

# ladders: one letter changed at a time
def neighbours(word):
    return [w for w in known if len(w) == len(word) and sum(a != b for a, b in zip(w, word)) == 1]

for w in sorted(known):
    if n := sorted(neighbours(w)): print(w, "->", ",".join(n), file=sys.stderr if len(n) > 1 else sys.stdout)

# letters
letters = defaultdict(int)
for word in words:
    for letter in word: letters[letter] += 1
for letter, n in sorted(letters.items(), key=lambda i: (-i[1], i[0]))[:8]:
    print(letter, "*" * n, n)

print("pangram so far:", "yes" if len(letters) == 26 else "missing " + "".join(sorted(set("abcdefghijklmnopqrstuvwxyz") - set(letters))))
