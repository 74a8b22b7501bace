import multiprocessing
attempt("Process", multiprocessing.Process(target=print).start)
attempt("Pool", multiprocessing.Pool, 2)
attempt("Pipe", multiprocessing.Pipe)
attempt("fork", multiprocessing.set_start_method, "fork")
