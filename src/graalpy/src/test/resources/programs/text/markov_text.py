"""Generate text from a word chain with a fixed seed."""
import random
from collections import defaultdict

SOURCE = (
    "the cat sat on the mat . the dog sat on the log . the cat saw the dog . "
    "the dog saw a bird . a bird sang on the roof . the cat likes the bird . "
    "a dog likes a bone . the bird likes the log ."
)


def build(words, order=1):
    chain = defaultdict(list)
    for i in range(len(words) - order):
        chain[tuple(words[i : i + order])].append(words[i + order])
    return dict(chain)


def generate(chain, start, rng, limit=12):
    state, out = start, list(start)
    while len(out) < limit and state in chain:
        word = rng.choice(chain[state])
        if word == ".":
            break
        out.append(word)
        state = (*state[1:], word)
    return " ".join(out).capitalize() + "."


words = SOURCE.split()
rng = random.Random(99)

for order in (1, 2):
    chain = build(words, order)
    print(f"order {order}: {len(chain)} states, {sum(map(len, chain.values()))} transitions")
    starts = sorted(state for state in chain if state[0] in ("the", "a") and "." not in state)
    for _ in range(5):
        print("  ", generate(chain, rng.choice(starts), rng))

following = build(words)["the",]
total = len(following)
print("after 'the':")
for word in sorted(set(following), key=lambda w: (-following.count(w), w)):
    share = following.count(word) / total
    print(f"  {word:<5} {share:6.1%} {'▪' * round(share * 30)}")
