from math import *
from collections import *
print(sqrt(16), OrderedDict(a=1), pi)
print(inf > 1)
