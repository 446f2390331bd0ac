"""What a server says unasked: every message we know, and what becomes of the others (section 3).

A message that is unknown or malformed is a value like any other, so that one of them never
costs the agent the rest; only its type is kept, since its content may be a contact's data.
"""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from agent_desktop.icws.connection import ConnectionState, connection_state
from agent_desktop.icws.dialer_messages import DIALER_MESSAGES
from agent_desktop.icws.queues import QueueContentsMessage
from agent_desktop.icws.status import UserStatusMessage
from agent_desktop.icws.wire import TypedWire, Wire

_TYPE = re.compile(r"[A-Za-z0-9._:-]{1,120}")


class OperationError(Wire, frozen=True):
    """Why an operation failed; any part may be missing."""

    error_id: str | None = None
    error_code: int | None = None
    message: str | None = None


class AsyncOperationCompletedMessage(
    TypedWire, frozen=True, tag="urn:inin.com:messaging:asyncOperationCompletedMessage"
):
    """A request that was answered with 202 is done; `error` is None if it went well."""

    request_id: str
    error: OperationError | None = None
    is_delta: bool = False


class ConnectionStateChangeMessage(
    TypedWire, frozen=True, tag="urn:inin.com:connection:connectionStateChangeMessage"
):
    """The session came up or went down. `should_reconnect` means something only when down."""

    new_connection_state: int | str
    previous_connection_state: int | str | None = None
    reason: str | None = None
    should_reconnect: bool | None = None
    is_delta: bool = False

    @property
    def state(self) -> ConnectionState:
        """Whether the session is up now."""
        return connection_state(self.new_connection_state)


@dataclass(frozen=True, slots=True)
class UnknownMessage:
    """A message of a type we don't know; the type is empty where there was none."""

    type: str


@dataclass(frozen=True, slots=True)
class UnreadableMessage:
    """A message that isn't what its type is declared to be, or isn't JSON."""

    type: str


@dataclass(frozen=True, slots=True)
class StreamAlive:
    """The server gave a sign of life: a ping, or the answer to a poll."""


Message = TypedWire | UnknownMessage | UnreadableMessage | StreamAlive

MESSAGES: tuple[type[TypedWire], ...] = (
    AsyncOperationCompletedMessage,
    ConnectionStateChangeMessage,
    UserStatusMessage,
    QueueContentsMessage,
    *DIALER_MESSAGES,
)


class _Typed(Wire, frozen=True):
    type: Any = msgspec.field(default=None, name="__type")


def _tag(kind: type[TypedWire]) -> str:
    return str(kind.__struct_config__.tag)


_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    _tag(kind): msgspec.json.Decoder(kind) for kind in MESSAGES
}
_TYPE_DECODER = msgspec.json.Decoder(_Typed)
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def decode_message(text: bytes | str | msgspec.Raw) -> Message:
    """Return the message of one JSON object; never raises."""
    try:
        name = _TYPE_DECODER.decode(text).type
    except _BROKEN:
        return UnreadableMessage("")
    name = name if isinstance(name, str) else ""
    decoder = _DECODERS.get(name)
    if decoder is None:
        return UnknownMessage(name if _TYPE.fullmatch(name) else "")
    try:
        message: TypedWire = decoder.decode(text)
    except _BROKEN:
        return UnreadableMessage(name)
    return message
