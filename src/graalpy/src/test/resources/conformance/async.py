import types
async def work(n):
    return n * 2
coroutine = work(21)
try:
    coroutine.send(None)
except StopIteration as done:
    print(done.value)
@types.coroutine
def tick():
    yield "tick"
async def run():
    await tick()
    raise LookupError("in coroutine")
r = run()
print(r.send(None))
r.send(None)
