class Trie:
    __slots__ = ("children", "weight")

    def __init__(self):
        self.children = {}
        self.weight = 0

    def insert(self, word, weight=1):
        node = self
        for letter in word:
            node = node.children.setdefault(letter, Trie())
        node.weight += weight

    def find(self, prefix):
        node = self
        for letter in prefix:
            if (node := node.children.get(letter)) is None:
                return None
        return node

    def words(self, prefix=""):
        if self.weight:
            yield prefix, self.weight
        for letter in sorted(self.children):
            yield from self.children[letter].words(prefix + letter)

    def complete(self, prefix, limit=3):
        node = self.find(prefix)
        found = list(node.words(prefix)) if node else []
        return [w for w, _ in sorted(found, key=lambda item: (-item[1], item[0]))[:limit]]

    def __len__(self):
        return sum(1 for _ in self.words())

    def __contains__(self, word):
        node = self.find(word)
        return node is not None and node.weight > 0


trie = Trie()
history = "print printf private prime primer problem program programmer project public pull push"
for n, word in enumerate(history.split()):
    trie.insert(word, weight=(n * 7) % 5 + 1)

print(len(trie), "words")
for prefix in ("pr", "pri", "prog", "pu", "x", ""):
    print(f"{prefix!r:<8} -> {trie.complete(prefix)}")

for word in ("prim", "prime", "primer", "primers"):
    print(word, "is in" if word in trie else "is not in", "the dictionary")

trie.insert("pull", 10)
print(trie.complete("pu"))


def count(node):
    return 1 + sum(map(count, node.children.values()))


letters = sum(len(w) for w, _ in trie.words())
print(f"{count(trie)} nodes for {letters} letters")


def fuzzy(node, word, errors, prefix=""):
    """Words within a number of substitutions."""
    if not word:
        if node.weight: yield prefix
        return
    for letter, child in sorted(node.children.items()):
        cost = letter != word[0]
        if cost <= errors:
            yield from fuzzy(child, word[1:], errors - cost, prefix + letter)


print(list(fuzzy(trie, "prims", 1)), list(fuzzy(trie, "pusk", 2)))
