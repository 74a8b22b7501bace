def work():
    parts = []
    for i in range(50_000):
        parts.append(f"{i}:{i * 3:05d}")
    text = ",".join(parts)
    return len(text.upper().replace(":", "-").split(","))
