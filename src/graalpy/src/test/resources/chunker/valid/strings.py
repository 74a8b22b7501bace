# ---- prefixes
a = r'\'' + R"\"" + u'x' + U'x' + b'(' + B"[" + br'\'' + bR'#' + Rb'"' + RB'''
''' + rb"\\" + f'{a}' + F'{a}' + fr'\{a}' + fR'{a}' + Rf'{a}' + RF"""
{a}
"""
b = '#' "'" '"' # '''
c = '\\' + '\'' + "\\\"" + '\
'
d = ''
e = "" ''
f = '''''' """"""
g = ''''a'''
h = '''a\''''
i = """a""b"c"""
j = '''
"""
''' + """
'''
"""
k = 1
# ---- triple quotes over many lines
a = """

if x:
    y
else
"""
def f():
    '''doc
at column 0
# not a comment
'''
    return r"""\
\""" """
b
# ---- keywords before quotes
x = 1 if'a'else'b'
y = 'a'in'b'
z = not'a'or'b'and"c"
assert'a'
w = 1or"x"
v = 1if"{"else'}'
if'a':
    b
elif"c":
    d
if'a': f'b'
f'c'
# ---- f-strings, same quotes inside
a = f'{x['y']}'
b = f"{"a" + f"{"b" + f"{'c'}"}"}"
c = f'{'''
'''}'
d = f"{'"'}" + f'{"'"}'
e = f"{"\n".join(x)}"
f = f"{'\''}"
g = f'{f'{f'{f'{f'{1}'}'}'}'}'
h = f"""{"""a"""}"""
i = f'''{
'a'
}'''
# ---- f-strings over lines
a = f'{
    x
}'
b = f'{x # a comment with } and ' and "
}'
c = f"""
{
    # comment
    x
    :>{
        y
    }}
"""
d = f'{x:
}'
e = f'a\
{b}\
'
f = f"{x,
y}"
g = f'''{x:
}'''
h = f'''{x:%Y
%m}'''
# ---- f-strings, format specifications
a = f'{x:>10}'
b = f'{x:{y}}'
c = f'{x:{y}.{z}}'
d = f'{x!r:^{width}}'
e = f'{x:{'a'}>{10}}'
f = f'{x=}' + f'{x = !r:>5}' + f'{x!r}'
g = f'{x:=5}'
h = f'{(y:=5)}'
i = f'{x[1:2]:3}'
j = f'{ {1: 2}[1]:4}'
k = f'{(lambda a: a)(1)}'
l = f'{x:%H:%M}'
m = f'{x:{y:{z}}}'
n = f'{x!=y}'
o = f"{x:{"{"}>10}"
p = f"{x:{f"{y}"}}"
q = f'{x:#x}'
r = f'{d["a"]:{w}}:{e}'
s = f'{x:a{y}b{z}c}'
t = f"{x:'}"
# ---- f-strings, braces and backslashes
a = f'{{' + f'}}' + f'{{}}' + f'{{{x}}}' + f'{{{{' + f'a{{b}}c'
b = f'\N{BULLET}{x}\N{LEFT CURLY BRACKET}'
c = rf'\N{x}' + fr'\{x}' + rf"\"{x}" + rf'\\{x}'
d = f'\\{x}' + f'\'{x}' + f'\x41{x}' + f'\n{x}\n'
e = f'''\'''{x}\''''
f = f'{x}}}{{{y}'
g = f'{'\\'}' + f'{'\N{BULLET}'}'
h = f'{{\N{BULLET}}}'
i = f'''\N{BULLET}'{x}''' f'' f"" f""""""
# ---- f-strings with statements around
if f'{a}': f'{b}'
else: f'{':'}'
match f'{x}':
    case 'a': pass
x = {f'{a}': f'{b}' for a in
     c}
