import random

TARGET = "to be or not"
GENES = "abcdefghijklmnopqrstuvwxyz "
rng = random.Random(1564)


def fitness(text):
    return sum(a == b for a, b in zip(text, TARGET))


def mutate(text, rate=0.06):
    return "".join(rng.choice(GENES) if rng.random() < rate else c for c in text)


def cross(a, b):
    cut = rng.randrange(1, len(a))
    return a[:cut] + b[cut:]


population = ["".join(rng.choices(GENES, k=len(TARGET))) for _ in range(24)]
best, generation, stalled = max(population, key=fitness), 0, 0
print(f"{generation:>4} {best!r} {fitness(best)}/{len(TARGET)}")

while best != TARGET and generation < 40:
    generation += 1
    ranked = sorted(population, key=fitness, reverse=True)
    parents = ranked[:6]
    population = parents[:2]
    while len(population) < 24:
        population.append(mutate(cross(rng.choice(parents), rng.choice(parents))))
    champion = max(population, key=fitness)
    if fitness(champion) > fitness(best):
        best, stalled = champion, 0
        print(f"{generation:>4} {best!r} {fitness(best)}/{len(TARGET)}")
    else:
        stalled += 1
else:
    if best == TARGET:
        print("found after", generation, "generations")
    else:
        print("gave up after", generation, "generations,", stalled, "without progress")

average = sum(map(fitness, population)) / len(population)
print(f"average fitness {average:.2f}, different texts {len(set(population))}")
