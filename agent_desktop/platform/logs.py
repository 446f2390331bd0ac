"""The log: quiet, local, and without anything an agent typed or a server sent."""

import atexit
import logging
import os
import queue
import sys
from logging.handlers import QueueHandler, QueueListener
from pathlib import Path

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(level: str, file: Path | None) -> None:
    """Send the program's log to `file`, for the user's eyes alone, or to standard error.

    Libraries stay at warning: what they would say more of is not ours to vouch for. A thread of
    its own writes, so that a slow disk never holds the window. Raises OSError where the file
    can't be written.
    """
    handler = _file_handler(file) if file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(_FORM))
    lines: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    writer = QueueListener(lines, handler)
    writer.start()
    atexit.register(writer.stop)
    root = logging.getLogger()
    root.addHandler(QueueHandler(lines))
    root.setLevel(logging.WARNING)
    logging.getLogger("agent_desktop").setLevel(level.upper())


def _file_handler(file: Path) -> logging.Handler:
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    file.chmod(0o600)  # also one that was there before
    return logging.FileHandler(file, encoding="utf-8")
