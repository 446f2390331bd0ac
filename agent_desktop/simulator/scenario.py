"""What a scenario file says: the people, campaigns and manners of a simulated IC server.

A scenario is a TOML file. Its tables and keys (those with a default may be left out):

``[server]``
    ``name`` (icServer), ``alternates`` (host names without port, told at log-on),
    ``second_address`` (a loopback address, where a second server listens on the same port, for
    switchovers),
    ``user_agreement``, ``allow_ic_log_on``; and every setting of `assumptions.Assumptions`.
``[features]``
    Feature area = version, e.g. ``dialer = 7``; replaces the whole built-in list.
``[dialing]``
    ``on``; ``first_call_after`` (from being ready, available and without an open call),
    ``alert_for``, ``preview_for`` (until previewTimeout), ``wrap_up_for`` (from a call's end to
    the next call where ``outcome_needed`` is false), ``removed_after``, ``ambiguous_after`` (from
    a call's end until Dialer files "Ambiguous" for want of an outcome; 0 is never), all in seconds
    of simulated time; ``talk_for`` = [least, most] (seconds).
``[[status]]``
    ``id``, ``text``, ``selectable``, ``acd`` (available for calls), ``after_call_work``,
    ``do_not_disturb``, ``allow_follow_up``, ``can_have_date``, ``can_have_time``.
``[[station]]``
    ``id``, ``name``, ``licensed``, ``dialer_licence``.
``[[user]]``
    ``id``, ``password``, ``name``, ``station`` (default workstation), ``workgroups``,
    ``logs_on_to_campaigns`` (the Logon Campaign right), ``dialer_licence``, ``status``,
    ``password_expires_in`` (days), ``single_sign_on_token``.
``[[stage_set]]``
    ``name`` and a table ``stages``: number = name. Stage 0 is in every set.
``[[contact_list]]``
    ``name``, ``name_column``, ``number_column``, ``contacts`` (tables of text; the column
    I3_IDENTITY is what a manual call names a contact by).
``[[campaign]]``
    ``id`` (a GUID), ``name``, ``type``, ``status``, ``workgroup``, ``stage_set``,
    ``contact_list``, ``custom_script_url``, ``auto_disconnect_on_disposition``,
    ``allow_agent_callbacks``, ``allow_skip``, ``manual`` (contacts pop and are dialled only by
    initiate-manual-outbound-call), ``follow_up_status`` (the agent's once an outcome is filed;
    without one, the first status with allow_follow_up or after_call_work), ``dispositions`` (those
    of the category Scheduled make callbacks), and pages of a script form in
    ``[[campaign.page]]``: ``name``, ``text``, ``foreground``, ``background``, ``stage``,
    ``controls``, ``dispositions``. A control has ``column``, ``label``, ``type``, ``read_only``,
    ``max_lines``, ``max_chars``, ``date_format``, ``items``; a disposition has ``label``,
    ``category``, ``code``, ``abandon``, and on a page ``record_status`` and ``is_contact``.
``[[identity_provider]]``
    ``id``, ``name``, ``built_in``.
``[[fault]]``
    See `faults`.

`scenario_file` reads one and says what is wrong with it.
"""

from typing import Annotated, Final, Literal

import msgspec

from agent_desktop.simulator.assumptions import Assumptions
from agent_desktop.simulator.faults import FaultRule

CampaignType = Literal["predictive", "power", "preview", "agentless"]
CampaignStatus = Literal["invalid", "on", "off", "schedule only", "auto", "paused", "completed"]
ControlType = Literal["text", "numeric", "radio", "listbox", "datetime"]

FIRST_ADDRESS: Final = "127.0.0.1"
"""Where the simulator always listens."""

FEATURES: Final = {
    "connection": 12,
    "messaging": 2,
    "status": 3,
    "queues": 2,
    "interactions": 3,
    "dialer": 7,
}


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a scenario file: no key but the ones named."""


class ServerTable(Assumptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[server]``."""

    name: str = "ic-demo"
    alternates: list[str] = msgspec.field(default_factory=list)
    second_address: str | None = None
    user_agreement: str = ""
    allow_ic_log_on: bool = True


class DialingTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[dialing]``: seconds of simulated time."""

    on: bool = True
    first_call_after: float = 6.0
    alert_for: float = 1.5
    preview_for: float = 8.0
    talk_for: tuple[float, float] = (60.0, 180.0)
    wrap_up_for: float = 15.0
    removed_after: float = 2.0
    ambiguous_after: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class StatusTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[status]]``."""

    id: str
    text: str
    selectable: bool = True
    acd: bool = False
    after_call_work: bool = False
    do_not_disturb: bool = False
    allow_follow_up: bool = False
    can_have_date: bool = False
    can_have_time: bool = False


class StationTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[station]]``."""

    id: str
    name: str = ""
    licensed: bool = True
    dialer_licence: bool = False


class UserTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[user]]``. Its repr leaves out the password and the token."""

    id: str
    password: str
    name: str
    station: str | None = None
    workgroups: list[str] = []
    logs_on_to_campaigns: bool = False
    dialer_licence: bool = False
    status: str
    password_expires_in: int | None = None
    single_sign_on_token: str | None = None

    def __repr__(self) -> str:
        return f"UserTable(id={self.id!r})"


class StageSetTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[stage_set]]``; the numbers are keys, so they are read as text and turned into Int."""

    name: str
    stages: dict[int, str]


class ContactListTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[contact_list]]``."""

    name: str
    name_column: str
    number_column: str
    contacts: list[dict[str, str]]


class DispositionTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A disposition of a campaign or of a page."""

    label: str
    category: str
    code: str
    abandon: bool = False
    record_status: str = ""
    is_contact: bool = False


class ControlTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A control of a script page, bound to a contact column."""

    column: str
    label: str
    type: ControlType = "text"
    read_only: bool = False
    max_lines: int | None = None
    max_chars: int | None = None
    date_format: str | None = None
    items: list[str] | None = None


class PageTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[campaign.page]]``: a page of the base script; ``stage`` is sent when it is opened."""

    name: str
    text: str = ""
    foreground: str = "#000000"
    background: str = "#FFFFFF"
    stage: int | None = None
    controls: list[ControlTable] = []
    dispositions: list[DispositionTable] = []


class CampaignTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[campaign]]``; without an ``id`` one is made from the name."""

    name: str
    id: str | None = None
    type: CampaignType = "predictive"
    status: list[CampaignStatus] = msgspec.field(default_factory=lambda: ["on"])
    workgroup: str
    stage_set: str | None = None
    contact_list: str | None = None
    custom_script_url: str | None = None
    auto_disconnect_on_disposition: bool = False
    allow_agent_callbacks: bool = True
    allow_skip: bool = True
    manual: bool = False
    follow_up_status: str | None = None
    dispositions: list[DispositionTable] = []
    page: list[PageTable] = []


class IdentityProviderTable(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[identity_provider]]``."""

    id: str
    name: str
    built_in: bool = False


class Scenario(Table, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole scenario file."""

    server: ServerTable = ServerTable()
    features: dict[str, int] = msgspec.field(default_factory=FEATURES.copy)
    dialing: DialingTable = DialingTable()
    status: list[StatusTable]
    station: list[StationTable] = []
    user: list[UserTable]
    stage_set: list[StageSetTable] = []
    contact_list: list[ContactListTable] = []
    campaign: list[CampaignTable] = []
    identity_provider: list[IdentityProviderTable] = []
    fault: list[FaultRule] = []
