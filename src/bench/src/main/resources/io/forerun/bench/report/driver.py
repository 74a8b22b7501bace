"""Runs one program after the other: reads its directory, its length in bytes and its text; answers
with its exit status, the length of what it printed, and that."""

import io
import os
import sys
import traceback
import types

import abc, bisect, collections, contextlib, copy, csv, dataclasses, datetime, decimal, enum, functools
import heapq, itertools, json, math, operator, random, re, statistics, string, textwrap, time, typing, warnings

requests = sys.stdin.buffer
answers = sys.stdout.buffer
version = " ".join(sys.version.split())
answers.write(f"{sys.implementation.name} {version}\n{sys.executable}\n".encode())
answers.flush()


def run(source):
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        exec(compile(source, "main.py", "exec"), module.__dict__)
        return 0
    except SystemExit as end:
        if end.code is None:
            return 0
        return end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1


while True:
    directory = requests.readline().decode().rstrip("\n")
    if not directory:
        break
    source = requests.read(int(requests.readline()))
    os.chdir(directory)
    printed = io.BytesIO()
    sys.stdout = io.TextIOWrapper(printed, encoding="utf-8")
    status = run(source)
    sys.stdout.flush()
    answers.write(f"{status}\n{len(printed.getvalue())}\n".encode())
    answers.write(printed.getvalue())
    answers.flush()
    os.chdir(os.path.dirname(directory))
