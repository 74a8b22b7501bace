import subprocess
attempt("run", subprocess.run, ["/bin/sh", "-c", "id"])
attempt("shell", subprocess.run, "id", shell=True) if False else attempt("shell", lambda: subprocess.run("id", shell=True))
attempt("check_output", subprocess.check_output, ["id"])
attempt("Popen", subprocess.Popen, ["id"])
attempt("getoutput", subprocess.getoutput, "id")
attempt("no pipes", lambda: subprocess.Popen(["id"], stdin=None, stdout=None, close_fds=False))
import _posixsubprocess
attempt("fork_exec", _posixsubprocess.fork_exec)
