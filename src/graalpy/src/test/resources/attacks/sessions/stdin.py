import os, sys
attempt("input", input)
expect("no input", sys.stdin.read() == "" and os.read(0, 10) == b"")
