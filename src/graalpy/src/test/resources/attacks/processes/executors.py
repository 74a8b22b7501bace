import concurrent.futures
attempt("processes", lambda: concurrent.futures.ProcessPoolExecutor(1).submit(print).result())
attempt("threads", lambda: concurrent.futures.ThreadPoolExecutor(1).submit(print).result())
