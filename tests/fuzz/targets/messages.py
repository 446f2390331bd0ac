"""What the server says unasked, read one by one."""

import json
from typing import Any

import msgspec

from agent_desktop.icws.messages import (
    MESSAGES,
    StreamAlive,
    UnknownMessage,
    UnreadableMessage,
    decode_message,
    message_of,
)
from agent_desktop.icws.reading import UNREADABLE, decode, parse, read
from tests.fuzz import documents
from tests.fuzz.spoiling import CANARY, as_json, spoilt_json
from tests.fuzz.target import Target, plain

KNOWN = (*MESSAGES, UnknownMessage, UnreadableMessage)


def check(data: bytes) -> None:
    """A message is always read, shows nothing, and means the same when it comes again."""
    message = decode_message(data)
    assert isinstance(message, KNOWN)
    assert not isinstance(message, StreamAlive)
    assert CANARY not in repr(message) or isinstance(message, UnknownMessage)
    assert decode_message(data) == message
    try:
        value = parse(data)
    except UNREADABLE:
        assert message == UnreadableMessage("")
        return
    assert message_of(value) == message
    if isinstance(message, UnknownMessage | UnreadableMessage):
        assert len(message.type) <= 120
        return
    assert message_of({**value, "x-nobody-knows": value}) == message, "an unknown property counts"
    assert read_again(message) == message, "what is written isn't what was read"


def read_again(message: Any) -> Any:
    """Return what is read of a value's own JSON text."""
    return decode(msgspec.json.encode(message), type(message))


def check_left_alone(data: bytes) -> None:
    """Mending never changes what the contract takes as it is."""
    try:
        value = json.loads(data)
        kind = KINDS[value["__type"]]
        strict = msgspec.convert(value, kind)
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    assert read(value, kind) == strict


KINDS = {str(kind.__struct_config__.tag): kind for kind in MESSAGES}
SEEDS = tuple(as_json(document) for document in documents.MESSAGES)

TARGETS = (
    Target("messages", plain(check), spoilt_json(documents.MESSAGES), SEEDS, 220),
    Target("reading", plain(check_left_alone), spoilt_json(documents.MESSAGES), (), 30),
)
