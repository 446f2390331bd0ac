"""What a server says unasked: every message we know, and what becomes of the others (section 3).

A message that is unknown or malformed is a value like any other, so that one of them never
costs the agent the rest; only its type is kept, since its content may be a contact's data.
"""

import re
from typing import Union

import msgspec

from agent_desktop.icws.connection import ConnectionState, connection_state
from agent_desktop.icws.dialer_messages import DIALER_MESSAGES
from agent_desktop.icws.queues import QueueContentsMessage
from agent_desktop.icws.reading import UNREADABLE, parse, read
from agent_desktop.icws.status import UserStatusMessage
from agent_desktop.icws.wire import TypedWire, Wire
from agent_desktop.immutable import immutable

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


@immutable
class UnknownMessage:
    """A message of a type we don't know; the type is empty where there was none."""

    type: str


@immutable
class UnreadableMessage:
    """A message that isn't what its type is declared to be, or isn't JSON."""

    type: str


@immutable
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


_READER: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Union[MESSAGES])  # noqa: UP007  # no way with |
_KINDS: dict[str, type[TypedWire]] = {str(kind.__struct_config__.tag): kind for kind in MESSAGES}


def decode_message(text: bytes | str) -> Message:
    """Return the message of a JSON text; never raises."""
    try:
        return _READER.decode(text)
    except UNREADABLE:
        pass  # nearly never: what is odd, or of a type we don't know, is looked at below
    try:
        return message_of(parse(text))
    except UNREADABLE:
        return UnreadableMessage("")


def message_of(value: object) -> Message:
    """Return the message of a JSON value, as `parse` gives it; never raises."""
    if not isinstance(value, dict):
        return UnreadableMessage("")
    name = value.get("__type")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        return UnknownMessage(name if isinstance(name, str) and _TYPE.fullmatch(name) else "")
    try:
        return read(value, kind)
    except UNREADABLE:
        return UnreadableMessage(str(name))
