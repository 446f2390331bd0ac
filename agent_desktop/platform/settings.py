"""The settings: built in, then the user's file, then --config, then the command line.

One typed schema; `resources/settings/default.toml` is its commented example.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

StationKindName = Literal["workstation", "remote-workstation", "remote-number", "none"]


class SettingsError(ValueError):
    """A settings file can't be used: its text names file, line, key and what is allowed."""


class SettingsBroken(SettingsError):
    """What stands in the file is wrong; reading it again would change nothing."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that can be set. Durations in seconds, paths as the file system names them."""

    server: str = ""
    user: str = ""
    station_kind: StationKindName = "workstation"
    station: str = ""
    language: str = ""  # of the server's texts; empty: the desktop's own
    ca_file: str = ""  # PEM with certificate authorities, beside the system's own store
    plain_http_allowed: bool = False  # to other computers; to this one it always is
    stage_map: str = ""  # the administrator's stage map (TOML)
    appearance: Literal["system", "light", "dark", "high-contrast"] = "system"
    stage_deadline: float = msgspec.field(default=8.0)  # then a stage is "not confirmed"
    request_deadline: float = msgspec.field(default=15.0)
    reconnect_first: float = msgspec.field(default=1.0)  # wait before the first new try
    reconnect_longest: float = msgspec.field(default=30.0)
    log_on_again_first: float = msgspec.field(default=1.0)  # a lost session is logged on to again
    log_on_again_longest: float = msgspec.field(default=60.0)  # ... at random between these two
    notice_loss_within: float = msgspec.field(default=15.0)  # also of a connection dead in silence
    stream_silence: float = msgspec.field(default=90.0)  # a stream this quiet counts as lost
    leave_host_after: float = msgspec.field(default=20.0)  # a dead host is left for an alternate
    return_to_first_server: bool = False  # log on again there, not where the session was
    outcome_deadline: float = msgspec.field(default=10.0)  # then an outcome is "not confirmed"
    leave_deadline: float = msgspec.field(default=10.0)  # Dialer's grant of a log-off
    additional_calls: bool = True  # offer "call by another number" with an outcome
    companion: bool = False  # only stages, beside the vendor's own client
    companion_allowed: bool = True  # whether the agent may choose that at log-on
    password_vault_allowed: bool = True  # the agent may keep the password in the system's vault
    ledger: bool = True  # keep stages, outcomes and notes in a file of this user
    ledger_days: int = 30  # calls older than this go
    note_days: int = 7  # notes of filed calls older than this go
    keep_contact_data: bool = False  # let names and numbers into the ledger

    def __post_init__(self) -> None:
        """Refuse durations that can't be meant. Raises ValueError."""
        durations = (
            "stage_deadline",
            "request_deadline",
            "reconnect_first",
            "reconnect_longest",
            "log_on_again_first",
            "log_on_again_longest",
            "notice_loss_within",
            "stream_silence",
            "leave_host_after",
            "outcome_deadline",
            "leave_deadline",
        )
        for name in durations:
            value = getattr(self, name)
            if not 0.1 <= value <= 600:
                raise ValueError(f"`{name}` must be 0.1 to 600 seconds, not {value}")
        for name in ("ledger_days", "note_days"):
            days = getattr(self, name)
            if not 0 <= days <= 3650:
                raise ValueError(f"`{name}` must be 0 to 3650 days, not {days}")


def load(files: list[Path], overrides: dict[str, Any]) -> Settings:
    """Lay the files, then the overrides, over what is built in; later ones win.

    Paths inside a file are relative to it. Raises SettingsError for a file that can't be read.
    """
    merged: dict[str, Any] = {}
    for file in files:
        merged |= _read(file)
    merged |= overrides
    return msgspec.convert(merged, Settings)


def set_aside(file: Path, today: date) -> Path:
    """Rename a broken file, over no other, and return its new name. Raises OSError."""
    name = f"{file.name}.broken-{today.isoformat()}"
    kept = file.with_name(name)
    again = 1
    while kept.exists():
        again += 1
        kept = file.with_name(f"{name}-{again}")
    return file.rename(kept)


def _read(file: Path) -> dict[str, Any]:
    text = ""
    try:
        # Windows editors begin a UTF-8 file with a mark that TOML doesn't know.
        text = file.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
        msgspec.convert(values, Settings)
        return values | _paths(file.parent, values)
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsBroken(f"{file}: not UTF-8 text") from error
    except (ValueError, RecursionError, RuntimeError, msgspec.ValidationError) as error:
        # TOML's own faults, a number or nesting beyond all measure, a home folder of nobody.
        raise SettingsBroken(f"{file}: {_line(text, str(error))}{error}") from error


def _line(text: str, complaint: str) -> str:
    """Return the line of the key that is complained of, "line 3: "; TOML names its own."""
    for key in re.findall(r"`(?:\$\.)?(\w+)`", complaint):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(rf"\s*[\"']?{key}[\"']?\s*[=.]|\s*\[\s*{key}\b", line):
                return f"line {number}: "
    return ""


def _paths(folder: Path, values: dict[str, Any]) -> dict[str, str]:
    given = {key: values[key] for key in ("ca_file", "stage_map") if values.get(key)}
    return {key: str(folder / Path(path).expanduser()) for key, path in given.items()}
