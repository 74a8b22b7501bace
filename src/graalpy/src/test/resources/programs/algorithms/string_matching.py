"""Knuth-Morris-Pratt, Rabin-Karp, Z function, suffix array: the same answers in four ways."""


def kmp(text, pattern):
    failure, k = [0], 0
    for c in pattern[1:]:
        while k and c != pattern[k]: k = failure[k - 1]
        k += c == pattern[k]
        failure.append(k)
    k = 0
    for i, c in enumerate(text):
        while k and c != pattern[k]: k = failure[k - 1]
        k += c == pattern[k]
        if k == len(pattern):
            yield i - k + 1
            k = failure[k - 1]


def rabin_karp(text, pattern, base=257, mod=1_000_003):
    n = len(pattern)
    high = pow(base, n - 1, mod)
    target = window = 0
    for a, b in zip(pattern, text):
        target, window = (target * base + ord(a)) % mod, (window * base + ord(b)) % mod
    for i in range(len(text) - n + 1):
        if window == target and text[i : i + n] == pattern:
            yield i
        if i + n < len(text):
            window = ((window - ord(text[i]) * high) * base + ord(text[i + n])) % mod


def z_search(text, pattern):
    s = pattern + "\0" + text
    z, left, right = [0] * len(s), 0, 0
    for i in range(1, len(s)):
        if i < right: z[i] = min(right - i, z[i - left])
        while i + z[i] < len(s) and s[z[i]] == s[i + z[i]]: z[i] += 1
        if i + z[i] > right: left, right = i, i + z[i]
        if z[i] == len(pattern): yield i - len(pattern) - 1


def suffix_search(text, pattern):
    order = sorted(range(len(text)), key=lambda i: text[i:])
    return sorted(i for i in order if text.startswith(pattern, i))


text = "abracadabra abra cadabra, ababababab!"
for pattern in ("abra", "abab", "cad", "a", "zzz"):
    results = [list(search(text, pattern)) for search in (kmp, rabin_karp, z_search, suffix_search)]
    assert all(r == results[0] for r in results), results
    print(f"{pattern!r:>7} at {results[0]}")

longest = max((text[i : i + n] for n in range(1, 12) for i in range(len(text) - n) if text.find(text[i : i + n], i + 1) > 0), key=len)
print("longest repeated:", repr(longest))


def palindrome(s):
    best = ""
    for centre in range(2 * len(s) - 1):
        left, right = centre // 2, (centre + 1) // 2
        while left >= 0 and right < len(s) and s[left] == s[right]:
            left, right = left - 1, right + 1
        best = max(best, s[left + 1 : right], key=len)
    return best


print("longest palindrome:", palindrome(text), palindrome("forgeeksskeegfor"))
