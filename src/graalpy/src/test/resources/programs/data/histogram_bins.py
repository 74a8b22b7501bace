import math
import random

random.seed(20240601)
samples = [random.gauss(50, 12) for _ in range(300)]

lowest, highest = min(samples), max(samples)
print(f"{len(samples)} samples from {lowest:.2f} to {highest:.2f}")

# Sturges' rule
bins = math.ceil(math.log2(len(samples)) + 1)
width = (highest - lowest) / bins
print(f"{bins} bins of width {width:.3f}")

counts = [0] * bins
for s in samples:
    index = min(int((s - lowest) / width), bins - 1)
    counts[index] += 1

assert sum(counts) == len(samples)
peak = max(counts)
for i, count in enumerate(counts):
    left = lowest + i * width
    bar = "█" * round(40 * count / peak)
    print(f"{left:7.2f} – {left + width:7.2f} | {bar} {count}")

mean = sum(samples) / len(samples)
variance = sum((s - mean) ** 2 for s in samples) / (len(samples) - 1)
print(f"mean {mean:.4f}, standard deviation {math.sqrt(variance):.4f}")

within = [sum(abs(s - mean) <= k * math.sqrt(variance) for s in samples) / len(samples) for k in (1, 2, 3)]
for k, share in enumerate(within, 1):
    print(f"within {k} sigma: {share:.1%}")

# Skewness
m3 = sum((s - mean) ** 3 for s in samples) / len(samples)
print(f"skewness {m3 / variance ** 1.5:+.3f}")
