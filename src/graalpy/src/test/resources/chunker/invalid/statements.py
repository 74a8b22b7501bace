# ---- line 5: a function without a body
x = 1
def f():
# comment

y = 2
z = 3
# ---- line 2: a class without a body
class A:
class B:
    pass
# ---- line 4: an else without a body
if a:
    b
else:
c
# ---- line 2: a header at the end
x = 1
while x:
# ---- line 5: a header at the end, then comments
x = 1
while x:
    # comment

# another
# ---- line 2: a match without cases
match x:
y = 1
# ---- line 2: a decorator of an assignment
@a
x = 1
y = 2
# ---- line 3: a decorator at the end
x = 1
@a
# comment
# ---- line 1: a decorator of an indented definition (GraalPy names the line before the indent)
@a
    def f(): pass
x
# ---- line 3: a try without a handler
try:
    a
x = 1
y = 2
# ---- line 2: a try on one line without a handler
try: a
x = 1
# ---- line 3: a try with an else only
try:
    a
else:
    b
c
# ---- line 2: a try at the end
try:
    a
# ---- line 2: an unexpected indent
x = 1
  y = 2
z = 3
# ---- line 1: an unexpected indent at the beginning
  x = 1
y = 2
# ---- line 2: an unexpected indent after a suite
if a: b
    c
d
# ---- line 3: an unindent that matches nothing
if a:
        b
    c
d
# ---- line 3: inconsistent tabs
if a:
        b
␉c
    ␉d
# ---- line 2: a missing colon
x = 1
if x
    y
# ---- line 1: a missing colon of a function
def f()
    pass
x
# ---- line 5: an elif after the else
if a:
    b
else:
    c
elif d:
    e
# ---- line 3: an else of nothing
def f():
    pass
else:
    x
# ---- line 4: tabs and blanks that disagree
x = 1
if a:
        b
␉c
d
# ---- line 2: words in a row
x = 1
these are not words
y = 2
# ---- line 3: an error in a block
def f():
    x = 1
    y = = 2
    return x
z
