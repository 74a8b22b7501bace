import os
attempt("read absolute", open, VICTIM + "/victim.txt")
attempt("read relative", open, "../" + os.path.basename(VICTIM) + "/victim.txt")
attempt("write", open, VICTIM + "/planted", "w")
attempt("delete", os.remove, VICTIM + "/victim.txt")
attempt("list", os.listdir, VICTIM)
attempt("stat", os.stat, VICTIM + "/victim.txt")
attempt("rename", os.rename, VICTIM + "/victim.txt", "stolen")
attempt("chdir", os.chdir, VICTIM)
