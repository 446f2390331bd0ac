"""Signals of the system, heard at once also while Qt sleeps outside Python."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier

INTERRUPT = signal.SIGINT


@contextmanager
def signals_wake_qt() -> Iterator[None]:
    """Let Python's signal handlers run at once."""
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: reader.recv(4096))
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            notifier.setEnabled(False)


@contextmanager
def ended_by_signals(end: Callable[[int], None]) -> Iterator[None]:
    """Call `end` with the number of a signal that wants the program to end."""
    wanted = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda number, _frame: end(number)) for each in wanted]
    try:
        with signals_wake_qt():
            yield
    finally:
        for each, handler in zip(wanted, before, strict=True):
            signal.signal(each, handler)
