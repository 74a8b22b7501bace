import importlib
module = importlib.import_module("_multiprocessing_graalpy")
attempt("spawn", module._spawn_context, 1, 2, [], False)
attempt("pipe", module._pipe)
