attempt("ctypes", __import__, "ctypes")
attempt("_ctypes", __import__, "_ctypes")
attempt("cffi", __import__, "_cffi_backend")
import sys
sys.meta_path.pop(0)
attempt("without the finder", __import__, "_ctypes")
