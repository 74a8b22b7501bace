import importlib, sys
for name in ("posix", "_thread", "_signal", "_socket", "_imp", "_posixsubprocess"):
    sys.modules.pop(name, None)
    importlib.import_module(name)
import posix, _thread, _signal, _imp
importlib.reload(posix)
_imp.exec_builtin(posix)
_imp.exec_builtin(_signal)
attempt("system", posix.system, "id")
attempt("thread", _thread.start_new_thread, print, ())
attempt("signal", _signal.signal, 15, print)
from importlib.machinery import ModuleSpec
attempt("create", lambda: _imp.create_builtin(ModuleSpec("posix", None)).system("id"))
attempt("signal again", lambda: _imp.create_builtin(ModuleSpec("_signal", None)).raise_signal(15))
expect("no module of the executor", not [m for m in sys.modules if "forerun" in m])
