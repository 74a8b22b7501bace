attempt("ctypes", __import__, "ctypes")
attempt("_ctypes", __import__, "_ctypes")
attempt("cffi", __import__, "_cffi_backend")
import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if "Refused" not in str(finder)]
import _ctypes
attempt("dlopen", _ctypes.dlopen, None, 2)
attempt("dlopen libc", _ctypes.dlopen, "libc.so.6", 2)
attempt("dlsym", _ctypes.dlsym, 1, "system")
attempt("call", _ctypes.call_function, 1, ())
