import socket
attempt("getaddrinfo", socket.getaddrinfo, "localhost", 80)
attempt("gethostbyname", socket.gethostbyname, "localhost")
attempt("gethostbyaddr", socket.gethostbyaddr, "127.0.0.1")
attempt("getfqdn", socket.gethostname)
attempt("getservbyname", socket.getservbyname, "http")
attempt("getnameinfo", socket.getnameinfo, ("127.0.0.1", 80), 0)
