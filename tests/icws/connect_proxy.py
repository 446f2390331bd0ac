"""A small proxy for tunnels, as a company's network has one: it may want a password, and die."""

import base64
import socket
import threading
from contextlib import suppress

from tests.icws.raw_server import read_request

WANTS_A_PASSWORD = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'Proxy-Authenticate: Basic realm="Company"\r\nContent-Length: 0\r\n\r\n'
)
FORBIDS = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


class ConnectProxy:
    """Opens a tunnel to `port` for every CONNECT; a behaviour for RawServer.

    `password` is `user:password` or None; `refuses` answers every CONNECT instead; once
    `dying` is set, whatever comes next from the client ends its tunnel.
    """

    def __init__(self, port: int, *, password: str | None = None, refuses: bytes = b"") -> None:
        self.asked: list[bytes] = []
        self.dying = threading.Event()
        self._port = port
        self._password = password
        self._refuses = refuses

    def __call__(self, connection: socket.socket, _: threading.Event) -> None:
        request = read_request(connection)
        self.asked.append(request)
        if self._refuses:
            connection.sendall(self._refuses)
        elif not self._lets_in(request):
            connection.sendall(WANTS_A_PASSWORD)
        else:
            with socket.create_connection(("127.0.0.1", self._port)) as onward:
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_pump, args=(onward, connection), daemon=True)
                back.start()
                _pump(connection, onward, self.dying)
                back.join()

    def _lets_in(self, request: bytes) -> bool:
        if self._password is None:
            return True
        known = base64.b64encode(self._password.encode()).decode()
        return f"\r\nproxy-authorization: basic {known}\r\n".lower() in request.decode().lower()


def _pump(
    source: socket.socket, target: socket.socket, dying: threading.Event | None = None
) -> None:
    try:
        while part := source.recv(65536):
            if dying is not None and dying.is_set():
                source.shutdown(socket.SHUT_RDWR)
                break
            target.sendall(part)
    except OSError:
        return  # either side may go away first
    finally:
        with suppress(OSError):  # also where the one was reset: the other must not wait for it
            target.shutdown(socket.SHUT_RDWR)
