import http.client, urllib.request
attempt("urlopen", urllib.request.urlopen, "http://127.0.0.1:8080/")
attempt("metadata", urllib.request.urlopen, "http://169.254.169.254/latest/meta-data/")
attempt("file", lambda: urllib.request.urlopen("file://" + SECRET).read())
attempt("file by name", urllib.request.urlretrieve, "file://" + SECRET, "stolen")
attempt("ftp", urllib.request.urlopen, "ftp://127.0.0.1/x")
attempt("http.client", lambda: http.client.HTTPConnection("127.0.0.1", 80).connect())
