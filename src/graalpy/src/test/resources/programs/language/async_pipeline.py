"""Producers, consumers and a semaphore in asyncio, without any real waiting."""
import asyncio


async def producer(name, queue, count):
    for n in range(count):
        await queue.put((name, n))
        await asyncio.sleep(0)
    print(f"{name} finished")


async def consumer(queue, results):
    while True:
        name, n = await queue.get()
        results.append(f"{name}{n}")
        queue.task_done()


async def divide(a, b):
    await asyncio.sleep(0)
    return a / b


class Countdown:
    def __init__(self, start): self.value = start

    def __aiter__(self): return self

    async def __anext__(self):
        if self.value == 0:
            raise StopAsyncIteration
        self.value -= 1
        await asyncio.sleep(0)
        return self.value + 1


class Session:
    async def __aenter__(self):
        print("open")
        return self

    async def __aexit__(self, *error):
        print("close", error[0].__name__ if error[0] else "normally")
        return True


async def squares(n):
    for i in range(n):
        yield i * i


async def main():
    queue, results = asyncio.Queue(maxsize=2), []
    worker = asyncio.create_task(consumer(queue, results))
    await asyncio.gather(producer("a", queue, 3), producer("b", queue, 2))
    await queue.join()
    worker.cancel()
    print(sorted(results))

    outcomes = await asyncio.gather(divide(6, 3), divide(1, 0), divide(9, 2), return_exceptions=True)
    print([o if isinstance(o, float) else type(o).__name__ for o in outcomes])

    print([n async for n in Countdown(3)], [s async for s in squares(5) if s % 2 == 0])
    async with Session():
        raise LookupError("inside")
    async with Session() as session:
        print(type(session).__name__)

    try:
        async with asyncio.timeout(0):
            await asyncio.Event().wait()
    except TimeoutError:
        print("timed out")
    return len(results)


print("returned", asyncio.run(main()))
