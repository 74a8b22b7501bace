import codecs, configparser, fileinput, linecache, logging, runpy, shelve, tokenize, os
attempt("codecs", codecs.open, SECRET)
attempt("fileinput", lambda: next(fileinput.input([SECRET])))
attempt("tokenize", tokenize.open, SECRET)
attempt("runpy", runpy.run_path, SECRET)
attempt("logging", logging.FileHandler, SECRET)
expect("configparser", configparser.ConfigParser().read(SECRET) == [])
expect("linecache", linecache.getlines(SECRET) == [])
