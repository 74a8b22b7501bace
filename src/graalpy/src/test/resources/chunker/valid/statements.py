# ---- decorators with comments and blank lines between
import functools

@functools.cache
# a comment

@staticmethod

# another

def f(a,
      b=(1,
         2)): return a
@f
class A: pass
@(lambda g: g)
async def h():
    await f()
x = 1
# ---- if
if a:
    b
elif c: d
# comment at column 0

elif(e):
    # comment
    f

else: g
elsewhere = 1
if a: b
else_ = 2
if a: b; c
elif_d = 3
if a:
    b
el = 4
if a:
    if b:
        c
    else:
        d
e = 5
# ---- loops with else
for i in range(3):
    pass
else:
    print(i)
for i in a: b
else: c
while x: y
else:
    z
while x:
    y
    continue
w
# ---- try in all its forms
try:
    a
except B:
    c
except (D, E) as e:
    f
else:
    g
finally:
    h
try: a
finally: b
try:
    a
except:
    b
else: c
try:
    a
except* B:
    c
except *C as d:
    e
finally:
    f
try: a
except B: c
exceptional = 1
try: a
except B: c
finally_ = 2
# ---- with
with open(a) as b, open(c) as d:
    e
with (open(a) as b,
      open(c) as d,
):
    e
with a: b
with (a): b
with_ = 1
# ---- match as a statement
match command.split():
    case [action]:
        pass
    case [action, obj] if obj:
        pass
    # comment

# comment
    case {"x": x, **rest} | Point(x=0): pass
    case _:
        pass
match (x):
    case (1 | 2): pass
match x, y:
    case _: pass
match {1: 2}: # comment
    case _: pass
match -x:
    case _: pass
match [a, b]:
    case _: pass
match \
  x:
    case _: pass
match x \
   :
    case _: pass
match(x) :
    case _: pass
# ---- match and the other soft keywords as names
match = 1
match: int = 2
match.x = 3
match[0] = 4
match(x)
match[1:2]
match * y
match - y
match, y = 1, 2
match if match else case
print(match)
case = 5
case(x)
_ = 6
type = 7
type(x)
type.y = 8
type: int = 9
type[0]
match = {
    1: 2}
match[
1:
]
# ---- type statement
type A = int
type B[T] = list[T]
type C[T: (int, str), *Ts, **P] = (
    dict[T, P])
def f[T](x: T) -> T: return x
class D[T]: pass
# ---- async
async def f():
    async with a as b:
        c
    async for d in e:
        g
    else:
        h
    return [i async for i in j]
async   def k(): pass
async \
  def l(): pass
asynchronous = 1
async_ = 2
# ---- lambda and dict bodies over lines
f = lambda x: (
    x
)
g = {
    'a': lambda: 1,
    # comment: with colon
    'b': [
        x for x in y
        if x
    ],

}
h(
# )
1)
if a[
    1:
]: b
if {1: 2}: c
# ---- statements on one line
a = 1; b = 2
c = 3; d = 4;
if a: b; c
import e; f = 1
x = (1
); y = 2
"""doc
string"""; z = 3
def f(): a; b
# ---- docstring, encoding and future
# -*- coding: utf-8 -*-
"""Module
docstring."""
from __future__ import annotations
from a import (b,
    c)
from . import d
from .e import *
# ---- unicode
größe = 1
変数 = 'é'
def ünïcode(): return '𝒳'
𝒳 = 2
if größe:
    pass
élse = 3
x = "\N{BULLET} 😀"
if a: b
x
еlse = 'a cyrillic letter first'
# ---- only comments

# a

    # b
# ---- nothing but a docstring
"""a"""
# ---- nested blocks and classes
class A(B, metaclass=C):
    """doc

at column 0
"""
    x: int = 1

    @property
    def y(self):
        if self.x:
            return 1
        else:
            return 2
        # trailing

    class D: pass
# at column 0
    z = 2


a = A()
