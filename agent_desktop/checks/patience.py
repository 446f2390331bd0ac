"""Blocking work that is waited for no longer than it should be."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from agent_desktop.icws import Abort, Aborted

T_co = TypeVar("T_co", covariant=True)
Hold = Callable[[socket.socket], None]


class Work(Protocol[T_co]):
    """What is done; it hands over each socket that it waits on."""

    def __call__(self, hold: Hold, /) -> T_co:
        """Do it."""


class _Sockets:
    """The sockets of work that may be given up: a cut ends whatever waits on them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._cut = False

    def hold(self, sock: socket.socket) -> None:
        # A duplicate: encrypting replaces the object, and its own shutdown speaks in the clear.
        handle = sock.dup()
        with self._lock:
            self._handles.append(handle)
            if self._cut:
                _shut(handle)

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            for handle in self._handles:
                _shut(handle)

    def close(self) -> None:
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()


def within(seconds: float, abort: Abort, work: Work[T_co]) -> T_co:
    """Return what `work` returns, or raise what it raises.

    Raises TimeoutError after so many seconds, Aborted once the abort is thrown. The work is done
    in a thread of its own, which is left behind then: a look-up of a name can't be stopped.
    """
    sockets, done = _Sockets(), threading.Event()
    results: list[T_co] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(sockets.hold))
        except BaseException as error:  # noqa: BLE001  # handed to who waits
            errors.append(error)
        finally:
            sockets.close()
            done.set()

    abort.listen(done.set)
    threading.Thread(target=run, name="check", daemon=True).start()
    try:
        done.wait(seconds)
        # Looked at in this order: what came just in time counts.
        for error in errors:
            raise error
        for result in results:
            return result
        sockets.cut()
        if abort.aborted:
            raise Aborted
        raise TimeoutError
    finally:
        abort.forget(done.set)


def _shut(handle: socket.socket) -> None:
    with suppress(OSError):  # not connected yet, or already gone
        handle.shutdown(socket.SHUT_RDWR)
