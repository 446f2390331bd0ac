"""What the program remembers for its user between two starts. Never a password."""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

from agent_desktop.platform.settings import StationKindName


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """The last log-on (where the agent asked to keep it) and the window's place."""

    keep: bool = True
    server: str = ""
    user: str = ""
    station_kind: StationKindName = "workstation"
    station: str = ""
    kept_in_vault: bool = False  # that one lies in the system's vault, not which
    geometry: str = ""  # Qt's own bytes, base64
    places: dict[str, str] = msgspec.field(default_factory=dict)  # geometry for each set of screens
    splitter: str = ""


def read(file: Path) -> Remembered:
    """Return what the file holds; nothing where it is missing or can't be understood."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Remembered)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Remembered()


def write(file: Path, remembered: Remembered) -> None:
    """Replace the file in one step, for the user's eyes alone. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(remembered))
        Path(temporary).replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
