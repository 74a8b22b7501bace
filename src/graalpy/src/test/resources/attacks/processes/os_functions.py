import os
attempt("system", os.system, "touch " + SECRET)
attempt("popen", os.popen, "id")
attempt("execv", os.execv, "/bin/sh", ["sh"])
attempt("execvp", os.execvp, "sh", ["sh"])
attempt("spawn", lambda: os.spawnl(os.P_WAIT, "/bin/sh", "sh"))
attempt("fork", lambda: os.fork())
attempt("posix_spawn", lambda: os.posix_spawn("/bin/sh", ["sh"], {}))
attempt("waitpid", os.waitpid, -1, 0)
