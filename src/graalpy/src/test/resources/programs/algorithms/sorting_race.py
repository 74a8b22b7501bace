import random
from heapq import heapify, heappop


def bubble(a):
    steps = 0
    for end in range(len(a) - 1, 0, -1):
        swapped = False
        for i in range(end):
            steps += 1
            if a[i] > a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
        if not swapped:
            break
    return steps


def insertion(a):
    steps = 0
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and a[j - 1] > x:
            a[j] = a[j - 1]
            j -= 1
            steps += 1
        a[j] = x
    return steps


def quick(a, low=0, high=None):
    if high is None: high = len(a) - 1
    if low >= high: return 0
    pivot, i = a[(low + high) // 2], low
    j, steps = high, 0
    while i <= j:
        while a[i] < pivot: i += 1; steps += 1
        while a[j] > pivot: j -= 1; steps += 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i, j, steps = i + 1, j - 1, steps + 1
    return steps + quick(a, low, j) + quick(a, i, high)


def merge(a):
    if len(a) < 2: return 0
    middle = len(a) // 2
    left, right = a[:middle], a[middle:]
    steps = merge(left) + merge(right)
    i = j = 0
    for k in range(len(a)):
        if j >= len(right) or (i < len(left) and left[i] <= right[j]):
            a[k] = left[i]; i += 1
        else:
            a[k] = right[j]; j += 1
        steps += 1
    return steps


def heap(a):
    copy = a[:]
    heapify(copy)
    a[:] = [heappop(copy) for _ in a]
    return len(a)


random.seed(3)
inputs = {
    "random": random.sample(range(1000), 60),
    "sorted": list(range(60)),
    "reversed": list(range(60, 0, -1)),
    "equal": [7] * 60,
}
print(f"{'':<10}" + "".join(f"{name:>10}" for name in inputs))
for sort in (bubble, insertion, quick, merge, heap):
    print(f"{sort.__name__:<10}", end="")
    for values in inputs.values():
        work = values[:]
        steps = sort(work)
        assert work == sorted(values), sort
        print(f"{steps:>10}", end="")
    print()
