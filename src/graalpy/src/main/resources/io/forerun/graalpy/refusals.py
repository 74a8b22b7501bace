"""Runs once in each interpreter, before anything else: refuses in Python's own words.

Files, processes, threads, sockets, native code and Java are denied by the context whatever is
written here; there, without this file, the program would end with an error of the interpreter that
it cannot catch. Two things are denied only here: signals, which would be those of the whole
process, and facts about the host. The functions that are replaced are those of built-in modules,
which exist once in an interpreter: no program can import or reload the original.
"""

import _imp
import _socket
import os
import sys

ModuleSpec = type(sys.__spec__)


def built_in(name):
    """The module, without importing it for the program."""
    return sys.modules.get(name) or _imp.create_builtin(ModuleSpec(name, None))


def named(name, function):
    function.__name__ = function.__qualname__ = name
    return function


def raising(error, message):
    def refused(*args, **kwargs):
        raise error(message)

    return refused


def answering(answer):
    def answered(*args, **kwargs):
        return answer

    return answered


def replace(modules, names, function):
    """In each of the modules that has the name; a module in Python may have copied it."""
    for module in modules:
        for name in names.split():
            if hasattr(module, name):
                setattr(module, name, named(name, function()))


def refuse(module, names, error, message):
    copies = [sys.modules[copy] for copy in COPIES.get(module, ()) if copy in sys.modules]
    replace([built_in(module), *copies], names, lambda: raising(error, message))


def answer(module, names, value):
    copies = [sys.modules[copy] for copy in COPIES.get(module, ()) if copy in sys.modules]
    replace([built_in(module), *copies], names, lambda: answering(value))


COPIES = {"posix": ("os",), "_signal": ("signal",), "_socket": ("socket",)}

NO_THREADS = "can't start new thread: threads are not allowed here"
NO_PROCESSES = "processes are not allowed here"
NO_PIPES = "pipes and processes are not allowed here"
NO_NETWORK = "the network is not allowed here"
NO_NATIVE = "native code is not allowed here"
NO_SIGNALS = "signals are not allowed here"
NO_JAVA = "Java is not allowed here"
NO_INTERNALS = "access to the interpreter is not allowed here"
NO_HOST = "a look at the host is not allowed here"
NO_OWNERS = "another owner of a file is not allowed here"

refuse("_thread", "start_new_thread start_new", RuntimeError, NO_THREADS)
refuse("_thread", "interrupt_main", RuntimeError, NO_SIGNALS)

refuse("_posixsubprocess", "fork_exec", PermissionError, NO_PROCESSES)
refuse("_multiprocessing_graalpy", "_spawn_context _pipe", PermissionError, NO_PROCESSES)
refuse(
    "posix",
    "system fork forkpty posix_spawn posix_spawnp execv execve kill killpg popen waitpid"
    " getppid getpgrp getpgid getsid setsid setpgid setpgrp",
    PermissionError,
    NO_PROCESSES,
)
refuse("posix", "pipe openpty", PermissionError, NO_PIPES)
refuse("posix", "chown lchown fchown", PermissionError, NO_OWNERS)
refuse("posix", "set_blocking statvfs fstatvfs getloadavg", PermissionError, NO_HOST)
refuse("select", "select", PermissionError, NO_NETWORK)

answer("posix", "getpid", 1)
answer("posix", "getuid geteuid getgid getegid", 1000)
answer("posix", "uname", os.uname_result(("Linux", "", "", "", os.uname().machine)))
refuse("pwd", "getpwuid getpwnam getpwall", KeyError, NO_HOST)
refuse("resource", "getrusage", PermissionError, NO_HOST)

refuse("_signal", "signal set_wakeup_fd", ValueError, NO_SIGNALS)
refuse(
    "_signal",
    "alarm setitimer raise_signal siginterrupt pause pthread_kill",
    PermissionError,
    NO_SIGNALS,
)
refuse(
    "faulthandler",
    "dump_traceback dump_traceback_later register _sigsegv _sigabrt _sigfpe _stack_overflow",
    RuntimeError,
    NO_INTERNALS,
)

refuse("_imp", "create_dynamic", ImportError, NO_NATIVE)
refuse("_crypt", "crypt", PermissionError, NO_NATIVE)
refuse("readline", "read_history_file write_history_file", PermissionError, NO_HOST)

refuse(
    "java",
    "add_to_classpath as_java_byte_array java_getattr instanceof",
    NotImplementedError,
    NO_JAVA,
)
refuse("jarray", "array zeros", NotImplementedError, NO_JAVA)
refuse("polyglot", "storage", NotImplementedError, NO_JAVA)
refuse(
    "__graalpython__",
    "replicate_extensions_in_venv create_arrow_py_capsule get_current_rss",
    RuntimeError,
    NO_INTERNALS,
)

refuse(
    "_socket",
    "socketpair getaddrinfo gethostbyname gethostbyname_ex gethostbyaddr getnameinfo gethostname"
    " getservbyname getservbyport dup close",
    PermissionError,
    NO_NETWORK,
)


class RefusedSocket:
    __slots__ = ()

    def __init__(self, *args, **kwargs):
        raise PermissionError(NO_NETWORK)


RefusedSocket.__name__ = RefusedSocket.__qualname__ = "socket"
RefusedSocket.__module__ = "_socket"
_socket.socket = _socket.SocketType = RefusedSocket


class RefusedModules:
    REASONS = {
        "ctypes": NO_NATIVE,
        "_ctypes": NO_NATIVE,
        "_cffi_backend": NO_NATIVE,
        "_ssl": NO_NETWORK,
    }

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        reason = cls.REASONS.get(name)
        if reason is not None:
            raise ImportError(reason, name=name)
        return None


sys.meta_path.insert(0, RefusedModules)
