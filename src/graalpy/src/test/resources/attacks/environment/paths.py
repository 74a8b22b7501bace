import os, site, sys, sysconfig
shown = [sys.executable, sys.prefix, sys.base_prefix, *sys.path, *sys.argv, *sys.orig_argv, sys._base_executable or "", os.getcwd(), repr(sysconfig.get_paths())]
print(shown)
expect("only the language home and the scratch", all(p.startswith((HOME, os.getcwd())) or p in ("", "main.py") for p in sys.path))
expect("executable", not sys.executable or sys.executable.startswith(HOME))
