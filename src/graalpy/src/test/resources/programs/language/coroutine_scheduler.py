"""Cooperative tasks with async and await on a small scheduler of our own."""
import heapq
import types
from collections import deque
from itertools import count


class Queue:
    def __init__(self): self.items, self.waiting = deque(), deque()


@types.coroutine
def pause(ticks):
    return (yield "pause", ticks)


@types.coroutine
def receive(queue):
    while not queue.items:
        yield "wait", queue
    return queue.items.popleft()


@types.coroutine
def send(queue, item):
    queue.items.append(item)
    yield "wake", queue


class Scheduler:
    def __init__(self):
        self.now, self.agenda, self.order, self.failed = 0, [], count(), {}

    def spawn(self, name, coroutine, delay=0):
        heapq.heappush(self.agenda, (self.now + delay, next(self.order), name, coroutine))

    def run(self):
        while self.agenda:
            self.now, _, name, task = heapq.heappop(self.agenda)
            try:
                match task.send(None):
                    case "pause", ticks: self.spawn(name, task, ticks)
                    case "wait", queue: queue.waiting.append((name, task))
                    case "wake", queue:
                        self.spawn(name, task)
                        while queue.waiting: self.spawn(*queue.waiting.popleft())
            except StopIteration as stop:
                print(f"[{self.now:>2}] {name} returned {stop.value!r}")
            except Exception as error:
                self.failed[name] = error


class Timer:
    async def __aenter__(self):
        self.start = scheduler.now
        return self

    async def __aexit__(self, *error):
        print(f"     took {scheduler.now - self.start} ticks")


async def squares(n):
    for i in range(n):
        await pause(1)
        yield i * i


async def producer(queue):
    async with Timer():
        async for square in squares(4):
            await send(queue, square)
    await send(queue, None)
    return "all sent"


async def consumer(queue):
    total = 0
    while (item := await receive(queue)) is not None:
        print(f"[{scheduler.now:>2}] got {item}")
        total += item
    return total


async def faulty():
    await pause(2)
    return [10 // n async for n in squares(2)]


scheduler, queue = Scheduler(), Queue()
scheduler.spawn("consumer", consumer(queue))
scheduler.spawn("producer", producer(queue))
scheduler.spawn("faulty", faulty())
scheduler.run()
print({name: repr(error) for name, error in scheduler.failed.items()})
