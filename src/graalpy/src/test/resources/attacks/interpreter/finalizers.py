class Evil:
    def __del__(self):
        import os
        os.system("id")
held = [Evil() for i in range(100)]
del held
import gc, weakref
gc.collect()
class W:
    pass
w = W()
weakref.finalize(w, lambda: open(SECRET, "w"))
expect("finalizers run at most inside", True)
