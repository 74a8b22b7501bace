import os
for path in ("environ", "cmdline", "maps", "mem", "fd/0", "root/etc/passwd", "cwd", "status"):
    attempt(path, open, "/proc/self/" + path, "rb")
attempt("list", os.listdir, "/proc/self/fd")
attempt("pid 1", open, "/proc/1/environ")
attempt("write", open, "/proc/self/oom_score_adj", "w")
attempt("sysrq", open, "/proc/sysrq-trigger", "w")
