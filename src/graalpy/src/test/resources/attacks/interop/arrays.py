import jarray
attempt("array", jarray.array, [1], "i")
attempt("zeros", jarray.zeros, 4, "i")
