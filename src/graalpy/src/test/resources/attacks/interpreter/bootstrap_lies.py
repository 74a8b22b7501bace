# ends: error ZeroDivisionError
# It may change what its own error looks like, not that there was one.
import os
names = os._exit.__globals__
names["bounded"] = lambda text: "all is well"
names["reached_line"] = lambda error: 7
print("HARMLESS: the report of this session only")
1 / 0
