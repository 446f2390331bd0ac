"""What a server does instead of answering a request; each is given the connection."""

import gzip
import socket
import zlib
from collections.abc import Callable
from contextlib import suppress

Misbehaviour = Callable[[socket.socket], None]
MIB = 1024 * 1024


def says(*parts: bytes) -> Misbehaviour:
    """Say this, and close well."""

    def behave(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)

    return behave


def never_answers(connection: socket.socket) -> None:
    _until_hung_up(connection)


def answers_too_late(connection: socket.socket) -> None:
    _until_hung_up(connection)
    connection.sendall(head(200) + b"Content-Length: 0\r\n\r\n")


def drips(start: bytes) -> Misbehaviour:
    """Say this, and then a byte now and then."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(start)
        connection.settimeout(0.05)
        while True:
            with suppress(TimeoutError):
                if not connection.recv(1):
                    return
            connection.sendall(b"a")

    return behave


def resets(*parts: bytes) -> Misbehaviour:
    """Say this, and break the connection off."""

    def behave(connection: socket.socket) -> None:
        says(*parts)(connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    return behave


def half_closes(*parts: bytes) -> Misbehaviour:
    """Say this, say that there is no more, and go on listening."""

    def behave(connection: socket.socket) -> None:
        says(*parts)(connection)
        connection.shutdown(socket.SHUT_WR)
        _until_hung_up(connection)

    return behave


def head(status: int, *headers: str) -> bytes:
    """Return a status line and headers, without the blank line that ends them.

    The connection is closed after it, and says so: the next press makes its own.
    """
    always = ("Content-Type: application/json", "Connection: close")
    lines = [f"HTTP/1.1 {status} Status", *always, *headers]
    return "".join(f"{line}\r\n" for line in lines).encode()


def whole(status: int, body: bytes, *headers: str) -> bytes:
    """Return an answer with the right length."""
    return head(status, f"Content-Length: {len(body)}", *headers) + b"\r\n" + body


def gzip_bomb() -> bytes:
    """Return 1 MB that is 1 GB of zeros unpacked."""
    packer = zlib.compressobj(wbits=31)
    member = b"".join(packer.compress(bytes(MIB)) for _ in range(64)) + packer.flush()
    return member * 16


def packed_twice() -> bytes:
    """Return the same in a few kilobytes."""
    return gzip.compress(gzip_bomb())


def _until_hung_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.settimeout(30)
        while connection.recv(65536):
            pass
