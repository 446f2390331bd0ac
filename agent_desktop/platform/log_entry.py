"""What may be said in the log: events of ours with typed fields, and nothing else.

There is no free text and no way to hand one over: a field is a number within bounds, a member of
an enumeration of ours, a class of errors, or a text that has the form of its kind. What hasn't is
withheld.
"""

import logging
import re
from collections.abc import Callable
from enum import Enum
from typing import TypedDict, Unpack

from agent_desktop.platform.trace import Trace

WITHHELD = "(withheld)"


class Event(Enum):
    """Everything that is ever logged."""

    STARTED = "started"
    ENDED = "ended"
    REQUEST = "request"
    STAGE_SETTLED = "stage settled"
    OUTCOME_SETTLED = "outcome settled"
    CALL_POPPED = "call popped"
    NO_SCRIPT = "no script"  # a campaign need not have one
    MESSAGE_UNKNOWN = "unknown message"
    MESSAGE_UNREADABLE = "unreadable message"
    LOG_OFF_FAILED = "logging off failed"
    LINK_DOWN = "link down"
    LINK_UP = "link up again"
    STREAM_SILENT = "the message stream fell silent"
    STIRRED = "the computer slept, or its network is another"
    SESSION_ENDED = "session ended"
    SESSION_TAKEN_BACK = "the session goes on after all"
    LOGGING_ON_BY_ITSELF = "logging on again"
    END_UNEXPLAINED = "no reason for the session's end"
    PROGRAM_REPLACED = "another version is installed"
    NOT_REMEMBERED = "nothing could be remembered"
    NOT_KEPT = "not kept in the ledger"
    VAULT_UNUSABLE = "the system's vault can't be used"
    TROUBLE_UNTOLD = "the ledger's trouble can't be told"
    FAULT = "fault of the program"
    NO_CRASH_REPORT = "crash reports can't be read or put away"
    NO_SUPPORT_BUNDLE = "no support bundle could be put together"
    WARNING = "warning of a library"
    QT_MESSAGE = "message of Qt"
    LOOP_COMPLAINT = "complaint of the loop"


class Fields(TypedDict, total=False):
    """What an event may be about."""

    request: str  # method and path template, such as "GET /icws/{sessionId}/connection"
    message: str  # a type of the vendor's name space
    part: Enum  # of ours: a verdict, a state, a cause
    number: int  # of a stage
    status: int  # of HTTP
    error: type[BaseException]
    ms: int
    count: int
    version: str
    reference: str  # of a request
    trace: Trace


class Entry:
    """One event with its fields, as the text that may be shown to anybody."""

    __slots__ = ("text",)

    def __init__(self, event: Event, fields: Fields) -> None:
        given = dict(fields)
        parts = [show(given.pop(name)) for name, show in _FORMS.items() if name in given]
        parts += [WITHHELD] * len(given)
        name = event.value if type(event) is Event else WITHHELD
        self.text = f"{name}: {' '.join(parts)}".replace(": \n", ":\n") if parts else name

    def __str__(self) -> str:
        return self.text


class Log:
    """One module's way into the log."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, event: Event, **fields: Unpack[Fields]) -> None:
        """Log what only matters to whoever looks for a fault."""
        self._log(logging.DEBUG, event, fields)

    def info(self, event: Event, **fields: Unpack[Fields]) -> None:
        """Log what happens in an ordinary shift."""
        self._log(logging.INFO, event, fields)

    def warning(self, event: Event, **fields: Unpack[Fields]) -> None:
        """Log what should not happen and costs nobody anything."""
        self._log(logging.WARNING, event, fields)

    def fault(self, event: Event, error: BaseException) -> None:
        """Log a fault of the program: its type and the places it came through."""
        self._log(logging.ERROR, event, {"trace": Trace(error)})

    def _log(self, level: int, event: Event, fields: Fields) -> None:
        if self._logger.isEnabledFor(level):
            self._logger.log(level, Entry(event, fields))


def silence(*libraries: str) -> None:
    """Keep what these libraries log from everybody, also where no log was started."""
    for name in libraries:
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


def _text(form: str, prefix: str = "") -> Callable[[object], str]:
    def show(value: object) -> str:
        good = isinstance(value, str) and re.fullmatch(form, value)  # compiled when first needed
        return f"{prefix}{value}" if good else WITHHELD

    return show


def _number(low: int, high: int, unit: str = "") -> Callable[[object], str]:
    def show(value: object) -> str:
        good = type(value) is int and low <= value <= high
        return f"{value}{unit}" if good else WITHHELD

    return show


def _part(value: object) -> str:
    ours = isinstance(value, Enum) and type(value).__module__.startswith("agent_desktop.")
    return value.name.lower() if isinstance(value, Enum) and ours else WITHHELD


def _error(value: object) -> str:
    if isinstance(value, type) and issubclass(value, BaseException):
        return _class_name(value.__name__)
    return WITHHELD


def _trace(value: object) -> str:
    return f"\n{value.text}" if type(value) is Trace else WITHHELD


_class_name = _text(r"[A-Za-z_]\w{0,80}")
# In the order in which they are shown. A reference has a digit and a letter: no number of a
# phone and no name has its form.
_FORMS: dict[str, Callable[[object], str]] = {
    "request": _text(r"(DELETE|GET|PATCH|POST|PUT) (/([A-Za-z-]+|\{[A-Za-z]+\}))+/?"),
    "message": _text(r"urn:inin\.com:[a-z][A-Za-z.-]{1,40}:[a-z][A-Za-z]{1,60}Message"),
    "part": _part,
    "number": _number(0, 999),
    "status": _number(100, 999),
    "error": _error,
    "ms": _number(0, 99_999_999, " ms"),
    "count": _number(0, 99_999),
    "version": _text(r"\d{1,3}(\.\d{1,3}){1,3}([a-z+-][a-z0-9.]{0,16})?"),
    "reference": _text(r"(?=[A-Z]*[2-7])(?=[2-7]*[A-Z])[A-Z2-7]{10}"),
    "trace": _trace,
}
