"""Every setting: its type, its bounds, what it means and who may set it.

The one source of what is checked, of the reference page, of the example file and of the Windows
policy templates (`packaging/settings_documents.py` writes them from here).
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from agent_desktop.immutable import immutable

StationKindName = Literal["workstation", "remote-workstation", "remote-number", "none"]
AppearanceName = Literal["system", "light", "dark", "high-contrast"]


@immutable
class Bounds:
    """The least and the most that a number may be."""

    low: float
    high: float


@immutable
class Meant:
    """What a setting means, and who may set it."""

    about: str
    group: "Group"
    administrators: bool
    path: bool


Seconds = Annotated[float, Bounds(0.1, 600)]
Days = Annotated[int, Bounds(0, 3650)]


_SHOWN = 60  # characters of a wrong value that are told


class Group(Enum):
    """Where a setting stands in the documents; in this order, with this heading."""

    LOG_ON = "Logging on"
    CAMPAIGNS = "Campaigns and outcomes"
    WINDOW = "The window"
    DEADLINES = "How long to wait"
    LINKS = "Lost links"
    KEPT = "What is kept on the computer"


def _in(group: Group, about: str, *, administrators: bool = False, path: bool = False) -> Meant:
    return Meant(about, group, administrators, path)


@immutable
class Settings:
    """Everything that can be set. Durations in seconds, paths as the file system names them."""

    server: Annotated[
        str,
        _in(
            Group.LOG_ON,
            "The IC server: name, name:port or URL; https and port 8019 unless it says otherwise.",
        ),
    ] = ""
    user: Annotated[str, _in(Group.LOG_ON, "The agent's user id.")] = ""
    station_kind: Annotated[
        StationKindName, _in(Group.LOG_ON, "What kind of station the agent takes.")
    ] = "workstation"
    station: Annotated[
        str, _in(Group.LOG_ON, "The station's name, or the telephone number for a remote number.")
    ] = ""
    language: Annotated[
        str,
        _in(
            Group.LOG_ON,
            "The language of the server's texts, such as de-de; empty for the desktop's own.",
        ),
    ] = ""
    ca_file: Annotated[
        str,
        _in(
            Group.LOG_ON,
            "A PEM file with certificate authorities, beside the operating system's own store.",
            path=True,
        ),
    ] = ""
    plain_http_allowed: Annotated[
        bool,
        _in(
            Group.LOG_ON,
            "Let an http:// address lead to other computers too, unencrypted; to this computer it "
            "always may.",
            administrators=True,
        ),
    ] = False
    password_vault_allowed: Annotated[
        bool,
        _in(
            Group.LOG_ON,
            "Whether agents may keep their password in the operating system's vault; false also "
            "deletes what was kept.",
            administrators=True,
        ),
    ] = True
    companion: Annotated[
        bool,
        _in(
            Group.LOG_ON,
            "Only stages: calls are taken in the vendor's own client, which has the station.",
        ),
    ] = False
    companion_allowed: Annotated[
        bool,
        _in(Group.LOG_ON, "Whether agents may choose that at log-on.", administrators=True),
    ] = True
    stage_map: Annotated[
        str,
        _in(
            Group.CAMPAIGNS,
            "The stage map, a TOML file: stages of campaigns that have no script.",
            path=True,
        ),
    ] = ""
    additional_calls: Annotated[
        bool, _in(Group.CAMPAIGNS, 'Offer "call by another number" with an outcome.')
    ] = True
    appearance: Annotated[
        AppearanceName, _in(Group.WINDOW, "Light or dark; system follows the desktop.")
    ] = "system"
    tray_icon: Annotated[
        bool, _in(Group.WINDOW, "Show an icon in the notification area, where the desktop has one.")
    ] = True
    autostart: Annotated[
        bool, _in(Group.WINDOW, "Start the program when the desktop session begins.")
    ] = False
    stage_deadline: Annotated[
        Seconds,
        _in(Group.DEADLINES, 'After this a stage without an answer counts as "not confirmed".'),
    ] = 8.0
    outcome_deadline: Annotated[Seconds, _in(Group.DEADLINES, "The same for an outcome.")] = 10.0
    leave_deadline: Annotated[
        Seconds,
        _in(Group.DEADLINES, "So long a log-off waits for Dialer once nothing is missing."),
    ] = 10.0
    request_deadline: Annotated[
        Seconds, _in(Group.DEADLINES, "The deadline of every other request.")
    ] = 15.0
    reconnect_first: Annotated[
        Seconds,
        _in(Group.LINKS, "The wait before the first new try after a lost link, then doubled ..."),
    ] = 1.0
    reconnect_longest: Annotated[Seconds, _in(Group.LINKS, "... up to this.")] = 30.0
    log_on_again_first: Annotated[
        Seconds,
        _in(
            Group.LINKS,
            "A lost session is logged on to again at random between this ...",
        ),
    ] = 1.0
    log_on_again_longest: Annotated[
        Seconds,
        _in(Group.LINKS, "... and this, so that a floor's agents don't all come at once."),
    ] = 60.0
    log_on_again_calm: Annotated[
        Seconds,
        _in(Group.LINKS, "A session lost again so soon after that is left to the agent."),
    ] = 60.0
    notice_loss_within: Annotated[
        Seconds,
        _in(Group.LINKS, "A connection that is dead in silence is noticed within this time."),
    ] = 15.0
    stream_silence: Annotated[
        Seconds, _in(Group.LINKS, "A message stream this quiet counts as lost.")
    ] = 90.0
    leave_host_after: Annotated[
        Seconds, _in(Group.LINKS, "A host that is dead so long is left for its alternates.")
    ] = 20.0
    return_to_first_server: Annotated[
        bool,
        _in(
            Group.LINKS,
            "Log on again at the configured server first, not where the session was.",
            administrators=True,
        ),
    ] = False
    ledger: Annotated[
        bool,
        _in(Group.KEPT, "Keep stages, outcomes and notes in a file that only this user can read."),
    ] = True
    ledger_days: Annotated[Days, _in(Group.KEPT, "Days after which calls are forgotten.")] = 30
    note_days: Annotated[
        Days, _in(Group.KEPT, "Days after which notes of filed calls are forgotten.")
    ] = 7
    keep_contact_data: Annotated[
        bool,
        _in(Group.KEPT, "Let contacts' names and numbers into that file.", administrators=True),
    ] = False


class Kind(Enum):
    """What a value of a setting is, in a person's words."""

    TEXT = "text"
    PATH = "a path"
    CHOICE = "one of a few words"
    FLAG = "true or false"
    SECONDS = "seconds"
    DAYS = "whole days"


@immutable
class Setting:
    """One setting as the documents and the checks see it.

    `low` and `high` bound the numbers. `administrators`: only machine settings and policy count.
    """

    key: str
    kind: Kind
    built_in: Any
    about: str
    group: Group
    administrators: bool
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0

    @property
    def allowed(self) -> str:
        """What a value may be, in words."""
        match self.kind:
            case Kind.CHOICE:
                words = [f'"{choice}"' for choice in self.choices]
                return f"{', '.join(words[:-1])} or {words[-1]}"
            case Kind.SECONDS | Kind.DAYS:
                unit = "seconds" if self.kind is Kind.SECONDS else "days"
                return f"{self.low:g} to {self.high:g} {unit}"
            case _:
                return str(self.kind.value)

    def fault(self, value: object) -> str:
        """Return what is wrong with a value, with what is allowed; empty where nothing is."""
        if self._takes(value):
            return ""
        return f"`{self.key}` must be {self.allowed}, not {_shown(value)}"

    def _takes(self, value: object) -> bool:
        match self.kind:
            case Kind.FLAG:
                return isinstance(value, bool)
            case Kind.CHOICE:
                return value in self.choices
            case Kind.TEXT | Kind.PATH:
                return isinstance(value, str) and "\0" not in value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        whole = isinstance(value, int) or self.kind is Kind.SECONDS
        return whole and self.low <= value <= self.high


@cache
def settings_by_key() -> Mapping[str, Setting]:
    """Return every setting by its key, in the order of the schema."""
    kinds = get_type_hints(Settings, include_extras=True)
    there = {each.name: each.default for each in fields(Settings)}
    return MappingProxyType(
        {key: _setting(key, kinds[key], built_in) for key, built_in in there.items()}
    )


def alike(key: str) -> str:
    """Return the setting whose name is nearest to a wrong one; empty where none is near."""
    import difflib  # only a mistyped key needs it

    near = difflib.get_close_matches(key, settings_by_key(), n=1)
    return near[0] if near else ""


def _setting(key: str, kind: Any, built_in: object) -> Setting:
    """Read one field of the schema."""
    plain, *metas = get_args(kind)
    bounds = next((meta for meta in metas if isinstance(meta, Bounds)), Bounds(0, 0))
    meant = next(meta for meta in metas if isinstance(meta, Meant))
    return Setting(
        key=key,
        kind=Kind.PATH if meant.path else _kind(plain),
        built_in=built_in,
        about=meant.about,
        group=meant.group,
        administrators=meant.administrators,
        choices=get_args(plain) if get_origin(plain) is Literal else (),
        low=bounds.low,
        high=bounds.high,
    )


def _kind(plain: Any) -> Kind:
    if get_origin(plain) is Literal:
        return Kind.CHOICE
    return {str: Kind.TEXT, bool: Kind.FLAG, float: Kind.SECONDS, int: Kind.DAYS}[plain]


def _shown(value: object) -> str:
    """Write a wrong value as its file does, cut where it is long."""
    words = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
