"""Text processing: word counts, readability and the longest sentences."""
import re
from collections import Counter

PARAGRAPH = """
The river kept its own calendar. In spring it climbed the lower meadows and left a
thin line of reeds to show how far it had come. In summer it drew back, and the
stones that the children knew by name came up one after the other. Nobody in the
village owned a clock that was right, but everybody knew the river. When the water
touched the second step of the mill, it was time to sow; when the third stone was
dry, it was time to cut the hay. The miller wrote it all down, year after year, in
a book that smelled of flour. "Numbers," he said, "are only the river, standing still."
"""

text = PARAGRAPH * 12
words = re.findall(r"[a-z']+", text.lower())
print(f"Characters: {len(text)}, words: {len(words)}")

counts = Counter(words)
print("Most common words:")
for word, count in counts.most_common(8):
    print(f"  {word:<10} {count:>5} {'#' * (count // 12)}")

stop_words = {"the", "it", "and", "was", "to", "a", "in", "of", "that", "he", "had", "all"}
content = Counter({word: count for word, count in counts.items() if word not in stop_words})
print("Without stop words:", ", ".join(word for word, _ in content.most_common(6)))

sentences = [s.strip() for s in re.split(r"[.!?]", PARAGRAPH.replace("\n", " ")) if s.strip()]
longest = sorted(sentences, key=len, reverse=True)[:2]
for sentence in longest:
    print(f"{len(sentence.split())} words: {sentence[:60]}...")


def syllables(word):
    groups = re.findall(r"[aeiouy]+", word)
    silent = word.endswith("e") and len(groups) > 1
    return max(1, len(groups) - (1 if silent else 0))


total_syllables = sum(syllables(word) * count for word, count in counts.items())
words_per_sentence = len(words) / (12 * len(sentences))
ease = 206.835 - 1.015 * words_per_sentence - 84.6 * total_syllables / len(words)
print(f"Reading ease: {ease:.1f}")

pairs = Counter(zip(words, words[1:]))
(first, second), seen = pairs.most_common(1)[0]
print(f"Most common pair: '{first} {second}' ({seen} times)")

lengths = Counter(len(word) for word in words)
for length in sorted(lengths):
    print(f"{length:>2} letters: {lengths[length]:>4}")
