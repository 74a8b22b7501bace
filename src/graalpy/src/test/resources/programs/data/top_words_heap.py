import heapq
from collections import Counter, ChainMap
from string import punctuation

text = """
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of
incredulity, it was the season of Light, it was the season of Darkness, it was
the spring of hope, it was the winter of despair, we had everything before us,
we had nothing before us, we were all going direct to Heaven, we were all going
direct the other way.
"""

words = [w.strip(punctuation).lower() for w in text.split()]
counts = Counter(words)
print(len(words), "words,", len(counts), "different")

for count, word in heapq.nsmallest(6, ((-n, w) for w, n in counts.items())):
    print(f"{word:<8}{-count:>3} {'=' * -count}")

stop = {"the", "of", "it", "was", "we", "were", "had", "all", "to", "us"}
content = Counter({w: n for w, n in counts.items() if w not in stop})
print("content words used twice:", sorted(w for w, n in content.items() if n == 2))

lengths = Counter(map(len, words))
for length in sorted(lengths):
    print(length, lengths[length], sep=":", end="  ")
print()

first, second = Counter(words[: len(words) // 2]), Counter(words[len(words) // 2 :])
print("only in the first half:", sorted((first - second).keys() - second.keys())[:5])
print("in both:", sorted((first & second).elements())[:6])
merged = ChainMap(first, second)
print("age:", merged["age"], "direct:", merged["direct"], "total:", (first + second).total())

bigrams = Counter(zip(words, words[1:]))
print(bigrams.most_common(2))
