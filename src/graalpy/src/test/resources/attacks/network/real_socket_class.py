# ends: error SystemError
# The class that was replaced is still among object's subclasses; the context refuses its use.
import _socket
real = [c for c in object.__subclasses__() if c.__name__ == "socket" and c is not _socket.socket]
for c in real:
    print("HARMLESS: found", c)
    c(2, 1, 0)
    print("ESCAPED: a socket")
raise SystemError("not found")
