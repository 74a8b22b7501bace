import os, pickle
class Evil:
    def __reduce__(self):
        return os.system, ("id",)
class Read:
    def __reduce__(self):
        return open, (SECRET,)
attempt("system", lambda: pickle.loads(pickle.dumps(Evil())))
attempt("open", lambda: pickle.loads(pickle.dumps(Read())))
attempt("by name", pickle.loads, b"cposix\nsystem\n(S'id'\ntR.")
