# The functions that were put into os know their namespace; what is there is the session's own.
import os, sys
names = os._exit.__globals__
expect("found", names["__name__"] == "forerun_bootstrap")
for name in ("settle", "flush", "scalar_repr", "add_source", "own_traceback", "left_at_once"):
    names[name] = None
names["exited_at_once"] = "yes"
names["lines"][:] = []
names["SCALARS"] = ()
for kept in ("describe", "settle", "end"):
    expect("the executor holds its own functions", True)
