import os, shutil
attempt("remove", os.remove, SECRET)
attempt("unlink", os.unlink, SECRET)
attempt("rmdir", os.rmdir, os.path.dirname(SECRET))
attempt("rmtree", shutil.rmtree, os.path.dirname(SECRET))
attempt("rmtree of the scratch's parent", shutil.rmtree, "..")
attempt("rmdir of the scratch", os.rmdir, ".")
