"""Lets asyncio's event loops do without sockets: they only wait for time to pass."""

import sys
import time

import _frozen_importlib_external

FOREVER = 1_000_000


class Timers:
    """A selector for an event loop that can only wait for time to pass."""

    def select(self, timeout=None):
        if timeout is None:
            time.sleep(FOREVER)
        elif timeout > 0:
            time.sleep(timeout)
        return []

    def register(self, *args):
        raise PermissionError("the network is not allowed here")

    modify = unregister = get_key = register

    def get_map(self):
        return {}

    def close(self):
        pass


class EventLoops:
    """Lets asyncio's event loop do without the pair of sockets by which other threads wake it."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "asyncio.selector_events":
            return None
        spec = _frozen_importlib_external.PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            loop = module.BaseSelectorEventLoop
            begin = loop.__init__
            loop.__init__ = lambda self, selector=None: begin(self, selector or Timers())
            loop._make_self_pipe = lambda self: None
            loop._close_self_pipe = lambda self: None
            loop._write_to_self = lambda self: None

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, EventLoops)
