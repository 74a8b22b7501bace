import os, platform, resource, shutil, socket
attempt("host name", socket.gethostname)
attempt("load", os.getloadavg)
attempt("disk", shutil.disk_usage, "/")
attempt("usage", resource.getrusage, 0)
expect("uname", os.uname().nodename == "" and os.uname().release == "" and platform.node() == "")
expect("pid", os.getpid() == 1)
