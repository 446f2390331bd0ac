"""The base of all contracts: how values look on the wire (reference section 0)."""

from contextlib import suppress
from datetime import UTC, datetime
from enum import IntEnum
from typing import Annotated, Any, Self

import msgspec

from agent_desktop.icws.errors import InvalidRequest

MEDIA_TYPE = "application/vnd.inin.icws+JSON"
EVENT_STREAM = "text/event-stream"
# Int of the contracts: 32 bits.
LARGEST_INT = 2**31 - 1
Int = Annotated[int, msgspec.Meta(ge=-LARGEST_INT - 1, le=LARGEST_INT)]

# A text that may not be empty.
Named = Annotated[str, msgspec.Meta(min_length=1)]

_DATE_FORMATS = ("%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ")


class Wire(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A JSON object of ICWS. Properties we don't know are passed over.

    Its repr names the type only, since contact data and passwords travel in these objects.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class TypedWire(Wire, frozen=True, tag_field="__type", tag=""):
    """A JSON object that says its own type; each kind gives its `tag`."""


class Forgiving(Wire, frozen=True):
    """A JSON object in which an odd value costs only itself: it counts as absent.

    What has no default is needed all the same; without it the object can't be read.
    """


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
    # Not by strftime: what it makes of years before 1000 depends on the system.
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return text.replace("-", "").replace(":", "") + "Z"


class ErrorBody(Wire, frozen=True):
    """The body of an error (reference section 5); any part may be missing or of another type."""

    error_id: Any = None
    error_code: Any = None
    message: Any = None
    property_name: Any = None
    alternate_host_list: Any = None
    logon_error: Any = None
