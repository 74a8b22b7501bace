attempt("faulthandler", __import__("faulthandler").dump_traceback)
attempt("later", __import__("faulthandler").dump_traceback_later, 1)
attempt("crypt", __import__("_crypt").crypt, "a", "b")
import readline
attempt("history", readline.read_history_file, SECRET)
attempt("write history", readline.write_history_file, SECRET)
