import socket
attempt("socket", socket.socket)
attempt("datagram", socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
attempt("connect", socket.create_connection, ("127.0.0.1", 22))
attempt("server", socket.create_server, ("127.0.0.1", 0))
attempt("socketpair", socket.socketpair)
attempt("from a descriptor", lambda: socket.socket(fileno=0))
