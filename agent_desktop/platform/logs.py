"""The log: quiet, local, and without anything an agent typed or a server sent."""

import atexit
import contextlib
import errno
import logging
import os
import queue
import re
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from agent_desktop.platform.log_entry import WITHHELD, Entry, Event, Log
from agent_desktop.platform.trace import Trace, place

# So many lines, from "info" up, are at hand for a crash report whatever is written elsewhere.
LAST_LINES = 200

_LEVELS = {10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}
_NAME = r"(?a:[A-Za-z_][\w.]{0,80})"

Write = Callable[[str], None]
last_lines: deque[str] = deque(maxlen=LAST_LINES)


def start(level: str, file: Path | None) -> None:
    """Send the program's log to `file`, for the user's eyes alone, or to standard error.

    Libraries stay at warning. A thread of its own writes, so that a slow disk never holds the
    window. Raises OSError where the file can't be written.
    """
    chosen = logging.getLevelNamesMapping()[level.upper()]
    _writer.add(chosen, _file(file) if file else _standard_error)
    _writer.start()
    atexit.register(_writer.stop)
    root = logging.getLogger()
    root.addHandler(_Lines())
    root.setLevel(logging.WARNING)
    logging.getLogger("agent_desktop").setLevel(min(chosen, logging.INFO))
    warnings.showwarning = _warned


def also(write: Write) -> None:
    """Give every line from "info" up to `write` too, on the writer's thread."""
    _writer.add(logging.INFO, write)


def line_of(record: logging.LogRecord) -> str:
    """Return a record as it is written.

    Of a record that isn't made of an Entry only its name, level and place are shown, and the
    places of its error.
    """
    seconds = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.created))
    level = _LEVELS.get(record.levelno, "NOTSET")
    name = record.name if re.fullmatch(_NAME, record.name) else WITHHELD
    if type(record.msg) is Entry and not record.args and not record.exc_info:
        said = record.msg.text
    else:
        said = f"{WITHHELD} at {place(record.pathname)}:{record.lineno}"
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None:
            said += f"\n{Trace(error).text}"
    return f"{seconds},{int(record.msecs):03} {level} {name}: {said}"


class _Lines(logging.Handler):
    """Turns each record into its line where it is made; nothing else of it goes on."""

    def emit(self, record: logging.LogRecord) -> None:
        line = line_of(record)
        if record.levelno >= logging.INFO:
            last_lines.append(line)
        _writer.put(record.levelno, line)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Say nothing: logging itself would print the message and its arguments."""


class _Writer:
    """Writes lines on a thread of its own; a place that can't be written costs nobody else."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[tuple[int, str] | None] = queue.SimpleQueue()
        self._places: list[_Place] = []
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)

    def add(self, level: int, write: Write) -> None:
        """Have lines of this level and above written there."""
        self._places.append(_Place(level, write))

    def start(self) -> None:
        self._thread.start()

    def put(self, level: int, line: str) -> None:
        self._lines.put((level, line))

    def stop(self) -> None:
        """Write what is left; a disk that hangs gets two seconds."""
        self._lines.put(None)
        self._thread.join(2.0)

    def _run(self) -> None:
        while (item := self._lines.get()) is not None:
            for each in self._places:
                each.write(*item)


class _Place:
    """One place where lines go.

    What is lost there is counted, and told twice: at once on standard error, and in the place
    itself once it can be written again.
    """

    def __init__(self, level: int, write: Write) -> None:
        self._level = level
        self._write = write
        self._lost = 0

    def write(self, level: int, line: str) -> None:
        if level < self._level:
            return
        try:
            if self._lost:
                self._write(f"({self._lost} lines could not be written)\n")
                self._lost = 0
            self._write(f"{line}\n")
        except (OSError, ValueError) as error:  # ValueError: standard error was closed
            self._lost += 1
            if self._lost == 1:
                code = errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)
                with contextlib.suppress(OSError, ValueError):
                    _standard_error(f"agent-desktop: the log can't be written ({code})\n")


_writer = _Writer()
_log = Log("agent_desktop.platform")


def _standard_error(text: str) -> None:
    if sys.stderr is not None:  # a Windows program without a console has none
        sys.stderr.write(text)
        sys.stderr.flush()


def _file(file: Path) -> Write:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    file.chmod(0o600)  # also one that was there before

    def write(text: str) -> None:
        rest = text.encode()
        while rest:
            rest = rest[os.write(handle, rest) :]

    return write


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Log that a library warns; Python would print its words."""
    del message, filename, lineno, file, line
    _log.warning(Event.WARNING, error=category)
