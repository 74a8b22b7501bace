WORDS = [f"word{i * i % 997}" for i in range(100_000)]


def work():
    counts = {}
    for word in WORDS:
        counts[word] = counts.get(word, 0) + 1
    return len(counts)
