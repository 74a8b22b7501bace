import os
for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/root/.ssh/id_rsa", "/root/.bashrc"):
    attempt(path, open, path)
attempt("write", open, "/etc/cron.d/evil", "w")
attempt("home", open, os.path.expanduser("~root") + "/.profile", "a")
