import os
for path in ("/", "..", "/etc", os.path.dirname(SECRET), VICTIM, "../.."):
    attempt(path, os.chdir, path)
attempt("fchdir", os.fchdir, 0)
expect("still at home", os.listdir() == [])
os.mkdir("deep")
os.chdir("deep")
attempt("relative after chdir", open, "../../" + os.path.basename(VICTIM) + "/victim.txt")
attempt("dots after chdir", open, "../" * 30 + SECRET[1:])
