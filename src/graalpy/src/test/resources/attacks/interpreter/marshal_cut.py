# ends: error SystemError
# The interpreter itself fails; only this session ends.
import marshal
print("HARMLESS: loads half a code object")
marshal.loads(marshal.dumps(compile("1", "x", "exec"))[:20])
