import multiprocessing
attempt("Process", multiprocessing.Process(target=print).start)
attempt("Pool", multiprocessing.Pool, 2)
attempt("Pipe", multiprocessing.Pipe)
attempt("fork", multiprocessing.get_context("fork").Process(target=print).start)
