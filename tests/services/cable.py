"""A cable between the desk and a server that can be pulled: nothing comes, nobody is told."""

import socket
import threading
from collections.abc import Callable
from typing import Self


class Cable:
    """Passes bytes on between a port of its own and a server, until it is unplugged."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._plugged = threading.Event()
        self._plugged.set()
        self._over = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def connections(self) -> int:
        """How many were made so far."""
        return len(self._ends) // 2

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._plugged.set()
        for end in (self._listener, *self._ends):
            _shut(end)
        for thread in self._threads:
            thread.join()
        for end in (self._listener, *self._ends):
            end.close()

    def unplug(self) -> None:
        """Swallow whatever is sent; connections stay, new ones seem to come about."""
        self._plugged.clear()

    def plug(self) -> None:
        """Pass on again, what was swallowed too, as TCP does."""
        self._plugged.set()

    def _accept(self) -> None:
        while not self._over:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._ends += [near, far]
            self._start(self._pass_on, near, far)
            self._start(self._pass_on, far, near)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while part := source.recv(65536):
                self._plugged.wait()
                target.sendall(part)
        except OSError:
            pass
        self._plugged.wait()
        _shut(target)

    def _start(self, target: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()


def _shut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
