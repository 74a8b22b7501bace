attempt("ssl", __import__, "ssl")
attempt("_ssl", __import__, "_ssl")
import http.client
expect("no https", not hasattr(http.client, "HTTPSConnection"))
