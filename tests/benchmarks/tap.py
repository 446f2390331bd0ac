"""A relay between the desk and the simulator that tells when bytes were at the socket.

It is a process of its own, so that its noting costs neither of them anything; its clock is theirs:
`time.perf_counter` is one for all processes of a machine. Beside the relay it serves the floor:
whatever is posted to it is answered at once, and a stream says again what the desk was told.
"""

import contextlib
import multiprocessing
import socket
import threading
import time
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

_PART = 256 * 1024
_EMPTY_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
_STREAM_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)


class Note(NamedTuple):
    """What was at a socket, and when: `perf_counter` of any process."""

    what: str
    at: float


ASKED, ANSWERED, TOLD = "asked", "answered", "told"
"""A stage request whole at the server; the answer to one leaving it; a pop leaving it."""
FLOOR_ASKED, FLOOR_TOLD = "floor asked", "floor told"


class Tap:
    """The relay, as its user sees it."""

    def __init__(self, upstream: int) -> None:
        """Start a relay to a port of this machine."""
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, upstream), daemon=True)
        self._process.start()
        theirs.close()
        self.port, self.floor_port = self._line.recv()

    def notes(self) -> list[Note]:
        """Return what was noted since the last time, and forget it."""
        return [Note(*note) for note in self._ask("notes")]

    def say_again(self) -> None:
        """Have the floor's stream say the last pop once more."""
        self._ask("say again")

    def burst(self, events: list[bytes]) -> float:
        """Say these messages on the newest stream in one go; return when the first byte left."""
        return float(self._ask("burst", b"".join(b"data: %b\n\n" % event for event in events)))

    def stop(self) -> None:
        """End the relay and every connection through it."""
        self._line.close()
        self._process.join(3)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _ask(self, *order: Any) -> Any:
        self._line.send(order)
        return self._line.recv()


def _serve(line: Connection, upstream: int) -> None:
    """Relay until the other side of the line goes."""
    relay = _Relay(upstream)
    line.send((relay.port, relay.floor_port))
    with contextlib.suppress(EOFError, OSError):
        while True:
            order, *given = line.recv()
            if order == "notes":
                noted, relay.noted = relay.noted, []
                line.send(noted)
            elif order == "say again":
                relay.say_again()
                line.send(None)
            else:
                line.send(relay.burst(*given))


class _Relay:
    """Threads that wait at sockets, two a connection."""

    def __init__(self, upstream: int) -> None:
        self.noted: list[Note] = []
        self._upstream = upstream
        self._pop = b""
        self._streams: list[socket.socket] = []
        self._floor_stream: socket.socket | None = None
        self.port = self._listen(self._relay)
        self.floor_port = self._listen(self._floor)

    def say_again(self) -> None:
        if self._floor_stream is None or not self._pop:
            raise RuntimeError("nothing was popped yet, or nobody listens")
        self._note(FLOOR_TOLD)
        self._floor_stream.sendall(self._pop)

    def burst(self, events: bytes) -> float:
        if not self._streams:
            raise RuntimeError("no desk has a stream")
        began = time.perf_counter()
        self._streams[-1].sendall(b"%x\r\n%b\r\n" % (len(events), events))
        return began

    def _note(self, what: str) -> None:
        self.noted.append(Note(what, time.perf_counter()))

    def _listen(self, serve: Any) -> int:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)

        def accept() -> None:
            while True:
                client, _ = listener.accept()
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=serve, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return int(listener.getsockname()[1])

    def _relay(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._upstream))
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        asked: list[bool] = [False]  # whether the last request was for a stage
        back = threading.Thread(target=self._relay_back, args=(server, client, asked), daemon=True)
        back.start()
        with contextlib.suppress(OSError), client:
            request = b""
            while part := client.recv(_PART):
                request += part
                if _whole(request):
                    asked[0] = b"/dialer/update-stage " in request.partition(b"\r\n")[0]
                    if asked[0]:
                        self._note(ASKED)
                    if b"\r\naccept: text/event-stream" in request.lower():
                        self._streams.append(client)
                    request = b""
                server.sendall(part)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)

    def _relay_back(self, server: socket.socket, client: socket.socket, asked: list[bool]) -> None:
        with contextlib.suppress(OSError), server:
            while part := server.recv(_PART):
                if asked[0]:
                    self._note(ANSWERED)
                elif b":dataPopMessage" in part:
                    self._pop = part
                    self._note(TOLD)
                client.sendall(part)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _floor(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            request = b""
            while part := client.recv(_PART):
                request += part
                if not _whole(request):
                    continue
                if request.startswith(b"GET"):
                    client.sendall(_STREAM_HEAD)
                    self._floor_stream = client
                else:
                    self._note(FLOOR_ASKED)
                    client.sendall(_EMPTY_ANSWER)
                request = b""


def _whole(request: bytes) -> bool:
    """Whether the last byte of a request is there."""
    head, end, body = request.partition(b"\r\n\r\n")
    if not end:
        return False
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return len(body) >= int(value)
    return True
