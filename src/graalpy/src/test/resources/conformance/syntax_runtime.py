print("start")
try:
    eval("1 +")
except SyntaxError as e:
    print(e.msg, e.lineno)
compile("def f(:", "other.py", "exec")
