import glob, os, pathlib
attempt("scandir", os.scandir, "..")
attempt("scandir root", os.scandir, "/")
attempt("iterdir", lambda: list(pathlib.Path("/tmp").iterdir()))
found = list(os.walk("/")) + list(os.walk("..")) + list(os.walk(os.path.dirname(SECRET)))
expect("walk finds nothing", found == [])
found = glob.glob("/*") + glob.glob("../*") + glob.glob("../../**", recursive=True)
expect("glob finds nothing", [name for name in found if os.path.exists(name)] == [])
expect("exists tells nothing", not os.path.exists(SECRET) and not os.path.exists("/etc"))
