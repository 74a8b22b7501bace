import tempfile, os
attempt("dir", tempfile.mkdtemp, "", "", os.path.dirname(SECRET))
attempt("file", lambda: tempfile.NamedTemporaryFile(dir="/tmp").name)
attempt("prefix", tempfile.mkstemp, "", "../../planted")
tempfile.tempdir = "/var/tmp"
attempt("tempdir", tempfile.mkdtemp)
