"""Servers that misbehave below HTTP: each connection is handed to a function."""

import re
import socket
import struct
import threading
from collections.abc import Callable
from functools import partial
from typing import Self

Behaviour = Callable[[socket.socket, threading.Event], None]


class RawServer:
    """Listens on loopback; every connection runs `behave(connection, stop)` in a thread."""

    def __init__(self, behave: Behaviour) -> None:
        self._behave = behave
        self._stop = threading.Event()
        self.connected = threading.Semaphore(0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        _shut(self._listener)
        for connection in self._open:
            _shut(connection)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self.connected.release()
            self._start(partial(self._serve, connection))

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                self._behave(connection, self._stop)
            except OSError:
                return  # the client went away, as many tests want

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True)
        self._threads.append(thread)
        thread.start()


def _shut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def read_request(connection: socket.socket) -> bytes:
    """Read a request's headers, and its body as far as it came with them."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            break
        data += part
    return data


def read_whole(connection: socket.socket) -> bytes:
    """Read a request with all of its body; empty where the client has closed."""
    data = read_request(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body if head else b""


def silent(connection: socket.socket, stop: threading.Event) -> None:
    """Take the request and never answer."""
    read_request(connection)
    stop.wait()


def says(*parts: bytes) -> Behaviour:
    """Answer with these bytes, then wait."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        read_request(connection)
        for part in parts:
            connection.sendall(part)
        stop.wait()

    return behave


def says_and_closes(*parts: bytes) -> Behaviour:
    """Answer with these bytes and end the connection well."""

    def behave(connection: socket.socket, _: threading.Event) -> None:
        read_request(connection)
        for part in parts:
            connection.sendall(part)

    return behave


def drips(text: bytes, seconds: float) -> Behaviour:
    """Answer with these bytes, then one more for ever, each after a pause."""

    def behave(connection: socket.socket, stop: threading.Event) -> None:
        read_request(connection)
        connection.sendall(text)
        while not stop.wait(seconds):
            connection.sendall(b"a")

    return behave


def resets(*parts: bytes) -> Behaviour:
    """Answer with these bytes, then break the connection off."""

    def behave(connection: socket.socket, _: threading.Event) -> None:
        read_request(connection)
        for part in parts:
            connection.sendall(part)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return behave
