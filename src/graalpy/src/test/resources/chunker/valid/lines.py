# ---- continuation
x = 1 + \
  2
assert a, \
    b
if a and \
   b: \
   c
if a: \
    # comment
    b
y = 3 \
# a comment after a backslash

z = 4 \

w = 'a\
b'
with a as b, \
     c as d:
    e
# ---- continuation at the beginning of a line
if a:
    b
    \
c
d
if a:
    b
\
    c
if a:
    b
\
d
if a:
    b
    \
  \
c
\
\
e
\

f
# ---- continuation before a comment or an empty line
if a:
    b
\
# comment
    c
    \

    d
\

e
# ---- form feeds
a = 1
␌
b = 2
␌c = 3
if a:
    b
    ␌
␌
    c
␌d = 4
if a:
    b
  ␌    c
if a:
    b
    ␌e = 5
if a:
␌    b
f ␌= 6␌
if a: ␌
    b
# ---- tabs and mixed indentation
if a:
␉b
␉if c:
␉␉d
␉␉
␉e
if a:
        b
        if c:
        ␉d
f
# ---- carriage returns
a = 1␍
if a:␍
    b␍
␍
    c␍
# comment␍
else:␍
    d = '''␍
'''␍
e = 'a\␍
b'␍
f = (␍
)␍
g = 1 + \␍
  2␍
# ---- lone carriage returns
a = 1␍if b:␍    c␍␍# comment␍    d␍else:␍    e␍f = '''␍'''␍g = (␍)␍h = \␍1
# ---- mixed newlines
a = 1␍
b = 2
c = 3␍d = 4
if e:␍
    f
␍    g␍h
# ---- comments and blank lines at column 0 inside of blocks
def f():
# a
    b

# c
    if d:
# e
        g
# h

    else:
  # i
        j
# k


    l
# m
n
# ---- end in a block with blanks
if a:
    b
    
  
# ---- comment without newline at the end
x = 1
# end␄
# ---- block without newline at the end
if x:
    y␄
# ---- blanks at the end of the last line
x = 1   ␄
# ---- only a form feed
␌
# ---- trailing whitespace lines of other kinds
x = 1
␉
 ␌
y
