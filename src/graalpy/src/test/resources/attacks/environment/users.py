import getpass, os, pathlib, pwd
attempt("getpass", getpass.getuser)
attempt("getpwuid", pwd.getpwuid, os.getuid())
attempt("getpwnam", pwd.getpwnam, "root")
attempt("home", pathlib.Path.home)
expect("expanduser", os.path.expanduser("~") == "~" and os.path.expanduser("~root") == "~root")
