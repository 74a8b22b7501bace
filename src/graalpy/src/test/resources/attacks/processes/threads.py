import _thread, threading
attempt("Thread", threading.Thread(target=print).start)
attempt("Timer", threading.Timer(0, print).start)
attempt("start_new_thread", _thread.start_new_thread, print, ())
attempt("start_new", _thread.start_new, print, ())
attempt("_start_new_thread", threading._start_new_thread, print, ())
expect("only one", threading.active_count() == 1)
