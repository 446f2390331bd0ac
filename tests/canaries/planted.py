"""Canaries: texts that occur nowhere else, and the looks they may have where they were let out."""

import base64
import itertools
import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

# Of these a message is made; a canary would make another one of it.
_STRUCTURE = frozenset(
    {
        *("__type", "interactionId", "campaignId", "id", "statusId", "subscriptionId", "userId"),
        *("requestId", "Eic_State", "Eic_Muted", "Eic_CallDirection", "sessionId", "userID"),
        *("column", "foregroundColor", "backgroundColor", "customScriptUrl", "featureId"),
        *("agentId", "location", "connectionState"),
    }
)
# What a site calls its things, and its server's words: the history shows these to the agent.
_OF_THE_SITE = frozenset(
    {
        *("name", "label", "wrapUpCategory", "wrapUpCode", "workgroup", "messageText", "message"),
        *("errorId", "reason", "initiatorName", "text", "dataItems"),
    }
)


class Kind(Enum):
    """What a canary stands for, which says where it may be."""

    SECRET = "secret"  # a password, token, cookie or contact: nowhere
    TYPED = "typed"  # a note or a value the agent typed: in the ledger
    SITE = "site"  # a name or the words of the server: in the ledger


class Canaries:
    """Makes them and knows them all."""

    def __init__(self) -> None:
        self._numbers = itertools.count(100_000)
        self.made: dict[str, tuple[Kind, str]] = {}

    def make(self, what: str, kind: Kind = Kind.SECRET) -> str:
        """Return a new one; `what` says what it stands for."""
        canary = f"kanarie{next(self._numbers)}x"
        self.made[canary] = (kind, what)
        return canary

    def into(self, message: Any, what: str = "") -> Any:
        """Return a message in which each text is a canary, and each part has one more."""
        if isinstance(message, dict):
            kind = str(message.get("__type", what)).rpartition(":")[2]
            filled = {key: self._field(kind, key, value) for key, value in message.items()}
            return filled | {"unheardOf": self.make(f"{kind}, a field nobody knows")}
        if isinstance(message, list):
            return [self.into(each, what) for each in message]
        return message

    def _field(self, about: str, key: str, value: Any) -> Any:
        if key in _STRUCTURE or not isinstance(value, str):
            items = key == "dataItems" and isinstance(value, list)
            kind = Kind.SITE if key in _OF_THE_SITE else Kind.SECRET
            return [self.make(key, kind) for _ in value] if items else self.into(value, key)
        kind = Kind.SITE if key in _OF_THE_SITE else Kind.SECRET
        return f"{value} ü/&{self.make(f'{about}, {key}', kind)}"

    def found_in(self, content: bytes) -> dict[Kind, set[str]]:
        """Return what the canaries stand for that are in there, whatever they are written as."""
        found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
        for canary, (kind, what) in self.made.items():
            if any(look in content for look in looks(canary)):
                found[kind].add(what)
        return found


def give(file: Path, canaries: Canaries, password: str, bundle: Path) -> None:
    """Write what the agent of the shift types, and where the text for support goes."""
    typed = {
        "password": password,
        "bundle": str(bundle),
        "wrong password": canaries.make("a wrong password"),
        "note": canaries.make("the note", Kind.TYPED),
        "value": canaries.make("a typed value", Kind.TYPED),
        "identity": canaries.make("the identity dialled"),
        "number": canaries.make("the number dialled"),
        "fault": canaries.make("what a fault was about"),
    }
    file.write_text(json.dumps(typed), encoding="utf-8")


def looks(text: str) -> Iterator[bytes]:
    """Yield a text as it would be in a file: plain, UTF-16, hexadecimal, base64 at any offset.

    URL-encoded and JSON-escaped it is as it was: it has letters and digits only.
    """
    for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield raw
        yield raw.hex().encode()
        for offset in range(3):
            whole = base64.b64encode(bytes(offset) + raw)
            # The first and the last letters depend on what stands beside.
            yield whole[4 if offset else 0 : -4]


def files_below(*folders: Path) -> Iterator[Path]:
    """Yield every file in these folders."""
    for folder in folders:
        yield from (each for each in sorted(folder.rglob("*")) if each.is_file())
