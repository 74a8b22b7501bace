import os
stdlib = os.path.dirname(os.__file__)
attempt("up from the home", open, HOME + "/../../../../../../../.." + SECRET)
attempt("up from the library", open, stdlib + "/../../../.." + "/" * 3 + ".." + SECRET)
attempt("list above", os.listdir, HOME + "/../..")
attempt("list root", os.listdir, HOME + "/../../../../../..")
