import traceback, sys
def boom():
    raise ValueError("boom")
try:
    boom()
except ValueError:
    traceback.print_exc()
    print(traceback.extract_tb(sys.exc_info()[2])[-1].line)
def where():
    return traceback.extract_stack()[-2].lineno
print(where())
print(sys._getframe().f_lineno, sys._getframe().f_code.co_name, sys._getframe().f_back)
