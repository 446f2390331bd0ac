"""The base of all contracts: how values look on the wire (reference section 0)."""

from contextlib import suppress
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Self, TypeVar

import msgspec

from agent_desktop.icws.errors import InvalidRequest

MEDIA_TYPE = "application/vnd.inin.icws+JSON"
EVENT_STREAM = "text/event-stream"
# Int of the contracts: 32 bits.
LARGEST_INT = 2**31 - 1

# What reading a text that isn't what it should be ends with.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

T = TypeVar("T")

_DATE_FORMATS = ("%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ")


class Wire(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A JSON object of ICWS. Properties we don't know are passed over.

    Its repr names the type only, since contact data and passwords travel in these objects.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class TypedWire(Wire, frozen=True, tag_field="__type", tag=""):
    """A JSON object that says its own type; each kind gives its `tag`."""


class OpenEnum(IntEnum):
    """An enum of ICWS, an integer on the wire; numbers we don't know are kept, not refused."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    @property
    def known(self) -> bool:
        """Whether the reference has this number."""
        return self in type(self).__members__.values()


def encode(body: Wire) -> bytes:
    """Return the JSON of a request body. Raises InvalidRequest for what JSON can't hold."""
    with suppress(UnicodeEncodeError, OverflowError, msgspec.MsgspecError):
        return msgspec.json.encode(body)
    # Raised out here, so that it doesn't carry the other error, which holds the whole text.
    raise InvalidRequest("A text or number in the request can't be written as JSON.")


def parse(text: bytes | str) -> Any:
    """Return a JSON text as plain values, properties that are null left out.

    A server writes null for what it doesn't say as readily as it leaves it out. Raises one of
    UNREADABLE.
    """
    return _without_nulls(msgspec.json.decode(text))


def decode(text: bytes | str, kind: type[T]) -> T:
    """Return a JSON text as a value of `kind`. Raises one of UNREADABLE."""
    return msgspec.convert(parse(text), kind)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_nulls(part) for part in value]
    return value


def parse_date(value: object) -> datetime | None:
    """Read a UTC date in either form of the reference, as aware; None for anything else."""
    for form in _DATE_FORMATS if isinstance(value, str) else ():
        try:
            return datetime.strptime(str(value), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def format_date(moment: datetime) -> str:
    """Write an aware datetime as `yyyyMMddTHHmmssZ`. Raises InvalidRequest for a naive one."""
    if moment.tzinfo is None:
        raise InvalidRequest("A date for the server needs a time zone.")
    return moment.astimezone(UTC).strftime(_DATE_FORMATS[0])


class ErrorBody(Wire, frozen=True):
    """The body of an error (reference section 5); any part may be missing or of another type."""

    error_id: Any = None
    error_code: Any = None
    message: Any = None
    property_name: Any = None
    alternate_host_list: Any = None
    logon_error: Any = None
