"""HTTP/1.1 with connections kept alive, over Werkzeug's threaded server; http or https.

Werkzeug's own handler closes each connection after one answer and drains what follows, which
would hide every fault of a client that reuses connections: this one reads each request's body
whole, answers, and goes on.
"""

import contextlib
import io
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication

from werkzeug.serving import DechunkedInput, ThreadedWSGIServer, WSGIRequestHandler

from agent_desktop.simulator.delivery import DELIVERY, Delivery, whole

BODY_LIMIT: Final = 1024 * 1024
_RESET: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""SO_LINGER on, for no time."""
_TOO_LARGE = b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Handler(WSGIRequestHandler):
    """One connection: requests one after the other until either side has enough."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def run_wsgi(self) -> None:
        """Read the request's body, let the application answer and deliver the answer."""
        try:
            payload = self._payload()
        except OSError:
            self.close_connection = True
            return  # the client left in the middle, or its chunks are none
        if payload is None:
            self.close_connection = True
            self.send(_TOO_LARGE)
            return
        environ = self.make_environ()
        environ["wsgi.input"] = io.BytesIO(payload)
        environ["CONTENT_LENGTH"] = str(len(payload))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        head: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], object]:
            del exc_info
            head[:] = [(status, headers)]
            return self.send

        starter: StartResponse = start_response
        parts = self.server.app(environ, starter)
        delivery: Delivery = environ.get(DELIVERY, whole)
        try:
            delivery(self, self._answer(*head[0], parts))
        except OSError:
            # The client is gone, or a stream was torn: either way there is nobody to tell.
            self.reset()
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _payload(self) -> bytes | None:
        """Return the request's body, or ``None`` if it is too large or its length no number.

        Raises OSError when it doesn't come whole.
        """
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            sent: Any = self.rfile  # typed as another kind of file than Werkzeug asks for
            payload = DechunkedInput(sent).read(BODY_LIMIT + 1) or b""
            return payload if len(payload) <= BODY_LIMIT else None
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > BODY_LIMIT:
            return None
        payload = self.rfile.read(int(length))
        if len(payload) < int(length):
            raise ConnectionError
        return payload

    def _answer(
        self, status: str, headers: list[tuple[str, str]], parts: Iterable[bytes]
    ) -> Iterator[bytes]:
        """Yield the bytes of an answer; one of known length in a single piece."""
        names = {name.lower() for name, _ in headers}
        silent = self.command == "HEAD" or status[:3] in {"204", "304"}
        streamed = "content-length" not in names and not silent
        chunked = streamed and self.request_version != "HTTP/1.0"
        if streamed and not chunked:
            self.close_connection = True
        lines = [f"HTTP/1.1 {status}", f"Server: {self.version_string()}"]
        lines += [f"Date: {self.date_time_string(time.time() + self.server.clock_offset)}"]
        lines += [f"{name}: {value}" for name, value in headers]
        lines += ["Transfer-Encoding: chunked"] if chunked else []
        lines += ["Connection: close"] if self.close_connection else []
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        if silent:
            yield head
        elif not streamed:
            yield head + b"".join(parts)
        else:
            yield head
            for part in parts:
                yield b"%x\r\n%b\r\n" % (len(part), part) if chunked else part
            if chunked:
                yield b"0\r\n\r\n"

    def version_string(self) -> str:
        """Return the name in the ``Server`` header."""
        return "Agent Desktop simulator"

    def send(self, data: bytes) -> None:
        """Send all of `data`. Raises OSError when the other side is gone."""
        self.connection.sendall(data)

    def reset(self) -> None:
        """End the connection with a TCP reset."""
        self.close_connection = True
        # Closing with a linger time of zero is what makes it a reset; the file that is read from
        # holds the socket open until it is closed too.
        try:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        except OSError:
            return  # closed by the other side already
        self.rfile.close()
        self.connection.close()

    def stop_sending(self) -> None:
        """Tell the other side that nothing more comes, but keep the connection."""
        self.connection.shutdown(socket.SHUT_WR)

    def wait_for_end(self) -> None:
        """Wait until the other side ends the connection."""
        while self.connection.recv(4096):
            pass

    def end_after_this(self) -> None:
        """Close the connection once the answer is out."""
        self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name
        """Say nothing: the journal is the record."""


class Server(ThreadedWSGIServer):
    """Listens on one loopback address; each connection has a thread of its own.

    Its ``Date`` is `clock_offset` seconds ahead of this machine's clock.

    Raises OSError when the address can't be had.
    """

    def __init__(
        self,
        host: str,
        port: int,
        app: WSGIApplication,
        tls: ssl.SSLContext | None,
        clock_offset: float = 0.0,
    ) -> None:
        self.clock_offset = clock_offset
        listener = socket.create_server((host, port), backlog=512)
        with listener:
            super().__init__(host, port, app, handler=Handler, fd=listener.fileno())
        # Told to the requests as their scheme; the handshake is made in finish_request.
        self.ssl_context = tls
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection; over TLS after a handshake that holds up nobody else."""
        connection: socket.socket = request
        if self.ssl_context is not None:
            try:
                connection = self.ssl_context.wrap_socket(request, server_side=True)
            except OSError:
                return  # the client did not like the certificate, or left: its own to tell
        with self._open_lock:
            self._open.add(connection)
        try:
            super().finish_request(connection, client_address)
        finally:
            with self._open_lock:
                self._open.discard(connection)
            self.shutdown_request(connection)

    def end_connections(self) -> None:
        """End every connection that is open, whatever it is waiting for."""
        with self._open_lock:
            for connection in self._open:
                # One that is gone already needs no end.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
