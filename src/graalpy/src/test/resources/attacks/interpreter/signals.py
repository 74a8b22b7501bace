import signal, _thread
attempt("handler", signal.signal, signal.SIGTERM, signal.SIG_IGN)
attempt("interrupt", signal.signal, signal.SIGINT, lambda *a: None)
attempt("alarm", signal.alarm, 1)
attempt("timer", signal.setitimer, signal.ITIMER_REAL, 0.1)
attempt("raise", signal.raise_signal, signal.SIGTERM)
attempt("wakeup", signal.set_wakeup_fd, 1)
attempt("interrupt_main", _thread.interrupt_main)
