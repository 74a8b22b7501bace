import operator
from functools import partial, reduce, singledispatch
from itertools import (
    accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
    dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
    takewhile, zip_longest,
)

print(list(islice(cycle("abc"), 7)))
print(list(accumulate([3, 1, 4, 1, 5], operator.mul)), list(accumulate([1, 2, 3], initial=100)))
print(["".join(c) for c in combinations("wxyz", 2)])
print(len(list(permutations(range(5), 3))), list(combinations_with_replacement("ab", 2)))
print(list(product((0, 1), repeat=2)), list(product("ab", [1])))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])))
print(list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])), list(takewhile(lambda n: n < 3, count())))
print(list(filterfalse(str.isdigit, "a1b2")), list(starmap(pow, [(2, 5), (3, 2)])))
print(list(zip_longest("ab", "wxyz", fillvalue="-")), list(repeat(7, 3)))

animals = ["ant", "ape", "bat", "bear", "cat", "crow", "cod"]
for letter, group in groupby(animals, key=lambda name: name[0]):
    print(letter, list(group))


def powerset(items):
    items = list(items)
    return chain.from_iterable(combinations(items, n) for n in range(len(items) + 1))


def sliding(items, n):
    return zip(*(islice(items, i, None) for i in range(n)))


def partition(predicate, items):
    items = list(items)
    return list(filter(predicate, items)), list(filterfalse(predicate, items))


print(list(powerset([1, 2, 3])))
print(list(sliding("abcde", 3)))
print(partition(lambda n: n % 3 == 0, range(10)))
print([b - a for a, b in pairwise([1, 4, 9, 16])])

power_of_two = partial(pow, 2)
print(power_of_two(10), partial(int, base=2)("1011"), reduce(lambda a, b: a * 10 + b, [1, 2, 3]))


@singledispatch
def size(thing): return f"? {thing!r}"
@size.register
def _(thing: int): return f"int of {thing.bit_length()} bits"
@size.register(list)
@size.register(tuple)
def _(thing): return f"{type(thing).__name__} of {len(thing)}"
@size.register
def _(thing: bool): return "a bit"


print([size(x) for x in (255, [1], (), True, 2.5)])
print(sorted([("b", 2), ("a", 2), ("c", 1)], key=operator.itemgetter(1, 0)))
by_length = operator.methodcaller("count", "a")
print(max(["banana", "papaya", "fig"], key=by_length), operator.attrgetter("real")(3 + 4j))
