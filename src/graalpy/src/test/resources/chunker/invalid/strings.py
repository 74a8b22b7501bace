# ---- line 2: an unterminated string
x = 1
y = 'abc
z = 3
# ---- line 2: an unterminated string in a function
def f():
    y = "abc
    return y
z = 3
# ---- line 2: an unterminated triple-quoted string
x = 1
y = '''abc
z = 3
# ---- line 1: an unterminated f-string
x = f'abc
y = 2
# ---- line 1: a string not closed in a field
x = f'{'a}'
y = 2
# ---- line 1: a single brace in an f-string
x = f'}'
y = 2
# ---- line 1: a field that is not closed
x = f'{a'
y = 2
# ---- line 1: a format specification that is not closed
x = f'{a:b'
y = 2
# ---- line 1: a wrong bracket in a field
x = f'{a)}'
y = 2
# ---- line 2: an open bracket
x = 1
foo(1,
y = 2
# ---- line 2: an open bracket at the end
x = 1
foo(1,
# ---- line 2: a wrong bracket
x = 1
foo([1, 2)
y = 2
# ---- line 2: a bracket closed twice
x = 1
foo(1))
y = 2
# ---- line 2: a bracket in a block closed twice
def f():
    foo(1))
    return 2
y = 2
# ---- line 2: a character after a backslash
x = 1
y = \"a\"
z = 2
# ---- line 2: a backslash at the end
x = 1
\
# ---- line 2: a backslash at the end of a statement
x = 1
y = \
# ---- line 0: a NUL byte
x = 1
y = '␀'
z = 2
