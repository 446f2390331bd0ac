"""What the program remembers for its user between two starts. Never a password."""

import contextlib
import json
import os
import tempfile
import threading
from dataclasses import asdict, field, fields
from pathlib import Path
from typing import get_args

from agent_desktop.immutable import immutable
from agent_desktop.platform.settings import StationKindName

WITHIN = 1.0
"""Seconds that the start waits for what is remembered."""


@immutable
class Remembered:
    """The last log-on (where the agent asked to keep it) and the window's place."""

    keep: bool = True
    server: str = ""
    user: str = ""
    station_kind: StationKindName = "workstation"
    station: str = ""
    kept_in_vault: bool = False  # that one lies in the system's vault, not which
    geometry: str = ""  # Qt's own bytes, base64
    places: dict[str, str] = field(default_factory=dict)  # geometry for each set of screens
    splitter: str = ""


def read(file: Path) -> Remembered:
    """Return what the file holds; nothing where it is missing or can't be understood."""
    try:
        return _understood(json.loads(file.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return Remembered()


def _understood(said: object) -> Remembered:
    """Take what is of its type, and pass over what no field is called. Raises ValueError."""
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004  # what is wrong is the file
    known = {each.name for each in fields(Remembered)}
    found = Remembered(**{name: content for name, content in said.items() if name in known})
    for each in fields(found):
        content = getattr(found, each.name)
        wanted = dict if each.name == "places" else type(each.default)
        texts = (*content, *content.values()) if isinstance(content, dict) else (content,)
        if type(content) is not wanted or not all(map(_plain, texts)):
            raise ValueError(each.name)
    if found.station_kind not in get_args(StationKindName):
        raise ValueError("station_kind")
    return found


def _plain(content: object) -> bool:
    """Whether it can be written again: a flag, or a text without halves of characters."""
    if isinstance(content, str):
        content.encode()  # a UnicodeEncodeError is a ValueError
        return True
    return isinstance(content, bool)


def last(file: Path) -> Remembered:
    """Return what the file holds; nothing where the home it lies in hangs."""
    found: list[Remembered] = []
    reading = threading.Thread(target=lambda: found.append(read(file)), name="remembered")
    reading.daemon = True
    reading.start()
    reading.join(WITHIN)
    return found[0] if found else Remembered()


def write(file: Path, remembered: Remembered) -> None:
    """Replace the file in one step, for the user's eyes alone. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps(asdict(remembered)).encode())
        Path(temporary).replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
