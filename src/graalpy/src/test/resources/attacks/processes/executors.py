import concurrent.futures
attempt("threads", lambda: concurrent.futures.ThreadPoolExecutor(1).submit(print).result())
