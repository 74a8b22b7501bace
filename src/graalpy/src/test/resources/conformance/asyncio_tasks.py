import asyncio


async def worker(name, delay, results):
    await asyncio.sleep(delay)
    results.append(name)
    return name.upper()


async def producer(queue):
    for item in range(3):
        await queue.put(item)
        await asyncio.sleep(0)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    results = []
    print(await asyncio.gather(worker("b", 0.3, results), worker("a", 0, results)))
    print(results)
    queue = asyncio.Queue(maxsize=1)
    _, total = await asyncio.gather(producer(queue), consumer(queue))
    print(total)
    try:
        await asyncio.wait_for(asyncio.sleep(60), timeout=0.01)
    except TimeoutError:
        print("timed out")
    async with asyncio.TaskGroup() as group:
        group.create_task(worker("c", 0, results))
    async with asyncio.timeout(5):
        print(results[-1])
    return len(results)


print(asyncio.run(main()))


async def fail():
    await asyncio.sleep(0)
    raise ValueError("inside a coroutine")


try:
    asyncio.run(fail())
except ValueError as error:
    print("caught", error)

asyncio.run(fail())
