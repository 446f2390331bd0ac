"""What the dialer says unasked once the agent is logged in to it (reference section 4)."""

from datetime import datetime
from typing import Any

import msgspec

from agent_desktop.icws.connection import ConnectionState, connection_state
from agent_desktop.icws.forms import FormDefinition
from agent_desktop.icws.wire import Forgiving, Named, OpenEnum, TypedWire, parse_date

_AREA = "urn:inin.com:dialer:"


class CampaignStatus(OpenEnum):
    """One of the states a campaign is in."""

    INVALID = 0
    ON = 1
    OFF = 2
    SCHEDULE_ONLY = 4
    AUTO = 8
    PAUSED = 16
    COMPLETED = 32


class CampaignType(OpenEnum):
    """How a campaign dials."""

    PREDICTIVE = 1
    POWER = 2
    PREVIEW = 3
    AGENTLESS = 8


class DialingMode(OpenEnum):
    """How a call came about."""

    PREVIEW = 0
    OWN_AGENT_CALLBACK_PREVIEW = 1
    REGULAR = 2
    OWN_AGENT_CALLBACK = 3
    AGENTLESS = 4
    PRECISE = 5
    MANUAL = 6


class BreakStatus(OpenEnum):
    """Where a break the agent asked for stands."""

    NOT_ON_BREAK = 0
    BREAK_PENDING = 1
    ON_BREAK = 2


class AvailableCampaign(Forgiving, frozen=True):
    """A campaign the agent may work."""

    id: str
    name: str = ""
    workgroup: str = ""
    status: tuple[CampaignStatus, ...] | None = None
    has_base_script: bool | None = None
    custom_script_url: str | None = None
    is_logged_in: bool | None = None
    campaign_type: CampaignType | None = None


class ChangedCampaign(Forgiving, frozen=True):
    """What changed in a campaign; None is as it was."""

    id: str
    name: str | None = None
    status: tuple[CampaignStatus, ...] | None = None


class CampaignId(Forgiving, frozen=True):
    """A campaign by its id, and its name where the server gives one."""

    id: str
    name: str | None = None


class AvailableCampaignsMessage(TypedWire, frozen=True, tag=_AREA + "availableCampaignsMessage"):
    """The campaigns the agent may work: all of them, or what changed."""

    agent_has_logon_campaign_right: bool = False
    is_delta: bool = False
    campaigns_added: tuple[AvailableCampaign, ...] | None = None
    campaigns_changed: tuple[ChangedCampaign, ...] | None = None
    campaigns_removed: tuple[CampaignId, ...] | None = None


class Disposition(Forgiving, frozen=True):
    """An outcome a call can be filed under."""

    label: Named
    wrap_up_category: str | None = None
    wrap_up_code: str | None = None
    abandon: bool | None = None


class _Pop(Forgiving, TypedWire, frozen=True, tag=""):
    interaction_id: Named
    campaign_id: str = ""
    attributes: dict[str, str] = msgspec.field(default_factory=dict)
    auto_disconnect_on_disposition: bool = False
    allow_agent_callbacks: bool = False
    dispositions: tuple[Disposition, ...] = ()
    dialing_mode: DialingMode | None = None


class DataPop(_Pop, frozen=True, tag=_AREA + "dataPop"):
    """A call, with the contact's columns in `attributes`."""


class PreviewPop(_Pop, frozen=True, tag=_AREA + "previewPop"):
    """A contact to look at before the call is placed."""

    call_placed: bool = False
    allow_skip: bool = False
    preview_timeout_text: Any = msgspec.field(default=None, name="previewTimeout")

    @property
    def preview_timeout(self) -> datetime | None:
        """When the call is to be placed, aware and by the server's clock; None if untold."""
        return parse_date(self.preview_timeout_text)


class DataPopMessage(Forgiving, TypedWire, frozen=True, tag=_AREA + "dataPopMessage"):
    """A call or a preview comes to the agent."""

    call: DataPop | PreviewPop
    is_delta: bool = False


class BreakStatusMessage(TypedWire, frozen=True, tag=_AREA + "breakStatusMessage"):
    """A break is pending, has begun or has ended."""

    break_status: BreakStatus
    is_delta: bool = False


class LogoutGrantedMessage(TypedWire, frozen=True, tag=_AREA + "logoutGrantedMessage"):
    """The agent is out of these campaigns; an empty id means out of the dialer altogether."""

    campaigns: tuple[CampaignId, ...]
    is_delta: bool = False


class AutoLoginMessage(TypedWire, frozen=True, tag=_AREA + "autoLoginMessage"):
    """A supervisor put the agent into a campaign."""

    campaign_id: str
    initiator_name: str = ""
    is_delta: bool = False


class AutoLogoutMessage(TypedWire, frozen=True, tag=_AREA + "autoLogoutMessage"):
    """A supervisor took the agent out of campaigns."""

    campaign_ids: tuple[str, ...]
    initiator_name: str = ""
    is_delta: bool = False


class SetFormDefinitionMessage(TypedWire, frozen=True, tag=_AREA + "setFormDefinitionMessage"):
    """A campaign's form changed."""

    campaign_id: str
    form_definition: FormDefinition
    is_delta: bool = False


class OutboundServerConnectionStateChangeMessage(
    TypedWire, frozen=True, tag=_AREA + "outboundServerConnectionStateChangeMessage"
):
    """The link between the IC server and the dialer changed; the session may be fine."""

    new_connection_state: int | str
    previous_connection_state: int | str | None = None
    reason: str | None = None
    is_delta: bool = False

    @property
    def state(self) -> ConnectionState:
        """Whether the dialer can be reached now."""
        return connection_state(self.new_connection_state)


class ManualCallStatus(OpenEnum):
    """Where a call placed by hand stands: the ones the reference names, of 0 to 15."""

    INVALID_PHONE_NUMBER = 10
    CALL_BLOCKED = 11
    CALL_PLACED = 12
    CALL_COMPLETE = 13


class ManualOutboundCallStatusMessage(
    TypedWire, frozen=True, tag=_AREA + "manualOutboundCallStatusMessage"
):
    """How a call placed by hand is getting on."""

    status: ManualCallStatus
    campaign_id: str | None = None
    agent_id: str | None = None
    identity: str | None = None
    is_delta: bool = False


DIALER_MESSAGES: tuple[type[TypedWire], ...] = (
    AvailableCampaignsMessage,
    DataPopMessage,
    BreakStatusMessage,
    LogoutGrantedMessage,
    AutoLoginMessage,
    AutoLogoutMessage,
    SetFormDefinitionMessage,
    OutboundServerConnectionStateChangeMessage,
    ManualOutboundCallStatusMessage,
)
