import sys
for name in ("signal", "os", "threading", "socket", "subprocess"):
    sys.modules.pop(name, None)
import os, signal, socket, subprocess, threading
attempt("signal", signal.raise_signal, 15)
attempt("alarm", signal.alarm, 1)
attempt("thread", threading.Thread(target=print).start)
attempt("system", os.system, "id")
attempt("socket", socket.socket)
