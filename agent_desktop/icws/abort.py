"""Ending a call from another thread."""

import threading
from collections.abc import Callable


class Abort:
    """A switch that ends the calls it was handed to; once thrown it stays thrown.

    Thread-safe. One Abort may serve several calls, at once or one after the other.
    """

    def __init__(self) -> None:
        self._thrown = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def aborted(self) -> bool:
        """Whether the switch was thrown."""
        return self._thrown.is_set()

    def abort(self) -> None:
        """End every call this Abort was handed to; each raises `Aborted` within a moment."""
        with self._lock:
            self._thrown.set()
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    def wait(self, seconds: float) -> bool:
        """Wait until the switch is thrown, at most so many seconds; return whether it was."""
        return self._thrown.wait(seconds)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` once when the switch is thrown, at once if it was already."""
        with self._lock:
            if not self.aborted:
                self._listeners.append(listener)
                return
        listener()

    def forget(self, listener: Callable[[], None]) -> None:
        """Stop calling `listener`; it is no error if it was called meanwhile."""
        with self._lock:
            self._listeners = [known for known in self._listeners if known != listener]
