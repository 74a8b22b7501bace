"""Runs once in each interpreter, before any program: its namespace is not the program's.

Everything that is needed later is bound here, so that a program that replaces functions of the
standard library still gets the error text that Python's own interpreter would print. Only what
every program needs is imported: somebody may be waiting.
"""

import _ast
import _frozen_importlib_external
import _io
import _warnings
import atexit
import builtins
import os
import posix
import sys

PROGRAM = "main.py"
SCALARS = frozenset((int, float, complex, bool, str, bytes))
VALUE_CHARS = 1_000
TEXT_CHARS = 100_000
INT_BITS = 3_000
TRACEBACK_STEPS = 1_000

main = sys.modules["__main__"]
main.__file__ = PROGRAM
sys.argv = [PROGRAM]
LIBRARY_PATH = list(sys.path)
sys.path.insert(0, os.getcwd())


def exit_function(name):
    def leave(code=None):
        raise SystemExit(code)

    leave.__name__ = leave.__qualname__ = name
    return leave


for name in ("exit", "quit"):
    if not hasattr(builtins, name):
        setattr(builtins, name, exit_function(name))


# --- Leaving at once ---------------------------------------------------------------------------

exited_at_once = False
real_exit = posix._exit


def _exit(status):
    global exited_at_once
    exited_at_once = True
    real_exit(status)


posix._exit = os._exit = _exit


# --- Source lines ------------------------------------------------------------------------------


def fresh_copy(module):
    """A second instance of the module, which no program can reach by importing it."""
    spec = module.__spec__
    copy = type(sys)(module.__name__)
    copy.__dict__.update(builtins.__dict__, __name__=module.__name__, __spec__=spec, __doc__=None)
    copy.__file__ = module.__file__
    exec(spec.loader.get_code(module.__name__), copy.__dict__)
    return copy


own_cache = {}
own_traceback = None

lines = []
entry = (0, None, lines, PROGRAM)


def prepare_errors():
    """Loads what describes errors, which takes longer than all else here."""
    global own_traceback
    import linecache
    import traceback

    own_linecache = fresh_copy(linecache)
    own_linecache.cache = own_cache
    own_traceback = fresh_copy(traceback)
    own_traceback.linecache = own_linecache


def put(mapping, content):
    for name in list(mapping):
        if name not in content:
            del mapping[name]
    mapping.update(content)


class SetAside:
    """Sets aside what the program has imported, and what it may have changed of how that is done."""

    def __enter__(self):
        self.modules, self.builtins = dict(modules), dict(vars(builtins))
        self.imports = sys.modules, sys.path, sys.meta_path
        put(modules, FIRST_MODULES)
        put(vars(builtins), FIRST_BUILTINS)
        sys.modules, sys.path, sys.meta_path = modules, LIBRARY_PATH, FIRST_FINDERS

    def __exit__(self, *failure):
        sys.modules, sys.path, sys.meta_path = self.imports
        put(vars(builtins), self.builtins)
        put(modules, self.modules)


class ProgramLines:
    """Lets the program's own linecache know its lines, whenever it imports that."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "linecache":
            return None
        spec = _frozen_importlib_external.PathFinder.find_spec(name, path, target)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            module.cache.update(own_cache)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, ProgramLines)


def begin(name):
    """The next program in the same state; functions of those before keep their source lines."""
    global PROGRAM, lines, entry, exited_at_once
    PROGRAM = main.__file__ = name
    lines = []
    entry = (0, None, lines, name)
    exited_at_once = False


def publish_source():
    own_cache[PROGRAM] = entry
    linecache = modules.get("linecache")
    if type(linecache) is type(sys):
        cache = linecache.__dict__.get("cache")
        if type(cache) is dict:
            cache[PROGRAM] = entry


def add_source(first_line, text):
    """Makes the lines of the program from first_line on known to tracebacks, warnings, inspect."""
    if text.startswith("\n") and len(lines) == first_line:
        first_line, text = first_line + 1, text[1:]  # the rest of a CRLF
    added = [line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if added[-1] == "\n":
        added.pop()
    lines[first_line - 1 :] = added
    publish_source()


# --- Values, errors, exit ----------------------------------------------------------------------


def scalar_repr(value):
    """The repr of a plain number, string, bytes or bool, cut to a length; otherwise None."""
    kind = type(value)
    if kind not in SCALARS:
        return None
    if (kind is str or kind is bytes) and len(value) > VALUE_CHARS:
        return repr(value[:VALUE_CHARS]) + "..."
    if kind is int and value.bit_length() > INT_BITS:
        return f"<int of {value.bit_length()} bits>"
    return repr(value)


def final_repr(value):
    """The repr of any value, cut to a length; None for no value."""
    if value is None or value is main:
        return None
    short = scalar_repr(value)
    if short is not None:
        return short
    text = repr(value)
    return text if len(text) <= VALUE_CHARS else text[:VALUE_CHARS] + "..."


class Unwarned:
    """Compiles text that is compiled for the program too, without warning of it twice."""

    IGNORED = ("ignore", None, Warning, None, 0)

    def __enter__(self):
        # Not by simplefilter: that makes later warnings appear twice.
        self.filters = modules.get("warnings", _warnings).filters
        self.filters.insert(0, self.IGNORED)

    def __exit__(self, *failure):
        self.filters.remove(self.IGNORED)


def preamble(text):
    """The __future__ features that text imports, and whether it may stand before such an import."""
    features = []
    only = True
    with Unwarned():
        tree = compile(text, PROGRAM, "exec", _ast.PyCF_ONLY_AST)
    for statement in tree.body:
        if isinstance(statement, _ast.ImportFrom) and statement.module == "__future__":
            features += [alias.name for alias in statement.names]
        elif not (
            isinstance(statement, _ast.Expr)
            and isinstance(statement.value, _ast.Constant)
            and isinstance(statement.value.value, str)
        ):
            only = False
            break
    return ", ".join(features), only


def type_name(kind):
    module = kind.__module__
    if module in ("builtins", "__main__") or not isinstance(module, str):
        return kind.__qualname__
    return module + "." + kind.__qualname__


def bounded(text):
    return text if len(text) <= TEXT_CHARS else text[:TEXT_CHARS] + "...\n"


def reached_line(error):
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == PROGRAM:
            line = step.tb_lineno
        step = step.tb_next
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        line = error.lineno
    return line if type(line) is int else None


def last_steps(step):
    """Where a traceback's last steps begin; walking a million of them in Python takes too long."""
    ahead = step
    for _ in range(TRACEBACK_STEPS):
        if ahead is None:
            return step
        ahead = ahead.tb_next
    while ahead is not None:
        step, ahead = step.tb_next, ahead.tb_next
    return step


default_hook = sys.excepthook


def describe(error):
    """Type, message, traceback and line of an exception that nothing caught."""
    publish_source()
    if own_traceback is None:
        with SetAside():
            prepare_errors()
    try:
        message = str(error)
    except Exception:
        message = "<exception str() failed>"
    shown = own_traceback.TracebackException(
        type(error), error, last_steps(error.__traceback__), limit=-TRACEBACK_STEPS, compact=True
    )
    text = "".join(shown.format())
    hook = sys.excepthook
    if hook is not default_hook:
        try:
            hook(type(error), error, error.__traceback__)
        except Exception as failure:
            print("Error in sys.excepthook:", file=sys.__stderr__)
            own_traceback.print_exception(failure, file=sys.__stderr__)
    return type_name(type(error)), bounded(message), bounded(text), reached_line(error)


def exit_message(error):
    """What sys.exit prints when its argument is not a status."""
    print(error.code, file=sys.__stderr__)


first_stdout, first_stderr = sys.stdout, sys.stderr


def flush():
    """Passes on what was printed; a stream of the program's own class is left alone."""
    for stream in (first_stdout, first_stderr):
        try:
            stream.flush()
        except ValueError:
            pass
    for stream in (sys.stdout, sys.stderr):
        if stream is not first_stdout and stream is not first_stderr:
            if type(stream) is _io.TextIOWrapper and not stream.closed:
                stream.flush()


def settle(value):
    """After a chunk: what its value is shown as, with all output passed on."""
    flush()
    return scalar_repr(value)


run_exit_functions = atexit._run_exitfuncs


def end():
    """Ends the program as the interpreter's exit would."""
    try:
        run_exit_functions()
    except BaseException:
        pass  # printed already, and no reason to lose what the streams hold
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    flush()


def left_at_once():
    return exited_at_once


def pre_import(name):
    try:
        __import__(name)
    except ImportError as error:
        return str(error)
    return None


# --- The gate, host functions ------------------------------------------------------------------


get_frame = sys._getframe


def current_line():
    """The line of the program that is being executed, through whatever it calls."""
    frame = get_frame()
    while frame is not None and frame.f_code.co_filename != PROGRAM:
        frame = frame.f_back
    return None if frame is None else frame.f_lineno


real_compile = compile


def syntax_error(text):
    """Why Python would refuse this file, without the warnings that compiling its chunks gives."""
    try:
        with Unwarned():
            real_compile(text, PROGRAM, "exec", 0, True)
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg}, line {error.lineno}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


FAILURES = {
    kind.__name__: kind for kind in (ValueError, PermissionError, TimeoutError, RuntimeError)
}


def declare(name, description, parameters, call):
    """Makes a function of the host importable from the module forerun."""
    import json

    encode = json.JSONEncoder(allow_nan=False).encode
    decode = json.JSONDecoder().decode
    parameters = decode(parameters)

    def function(*args, **kwargs):
        if len(args) > len(parameters):
            raise TypeError(
                f"{name}() takes {len(parameters)} positional arguments but {len(args)} were given"
            )
        arguments = dict(zip(parameters, args))
        for key in kwargs:
            if key in arguments:
                raise TypeError(f"{name}() got multiple values for argument {key!r}")
        arguments.update(kwargs)
        answer = decode(call(encode(arguments)))
        if "error" in answer:
            raise FAILURES[answer["error"]](answer["message"])
        return answer["value"]

    function.__name__ = function.__qualname__ = name
    function.__module__ = "forerun"
    function.__doc__ = description
    module = sys.modules.get("forerun")
    if module is None:
        module = sys.modules["forerun"] = type(sys)("forerun", "Functions of the host.")
    setattr(module, name, function)


# --- What the program finds --------------------------------------------------------------------


modules = sys.modules
FIRST_MODULES = dict(modules)
FIRST_BUILTINS = dict(vars(builtins))
FIRST_FINDERS = list(sys.meta_path)
