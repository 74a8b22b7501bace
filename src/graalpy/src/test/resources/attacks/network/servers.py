import http.server, socketserver
attempt("http", http.server.HTTPServer, ("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
attempt("udp", socketserver.UDPServer, ("127.0.0.1", 0), None)
import select
attempt("select", select.select, [0], [], [], 0)
