"""One call of an agent: how it was popped, how it goes, and what was filed for it.

Source: reference section 4 (dataPop, previewPop) and section 6 (the interaction's attributes).
Times that the server tells are by its own clock; `popped`, `stages` and the like are kept by this
machine's, as a record of what happened.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from agent_desktop.simulator.clock import Timer, utc_now, utc_text
from agent_desktop.simulator.people import (
    CALL_CONNECTED,
    CAMPAIGN_TYPES,
    Campaign,
    User,
    disposition_entry,
)
from agent_desktop.simulator.scenario import DispositionTable

UNPLACED: Final = ""
"""A preview or manual call nobody has dialled yet; it is in no queue."""
ALERTING: Final = "A"
CONNECTED: Final = "C"
HELD: Final = "H"
ENDED_HERE: Final = "I"
ENDED_THERE: Final = "E"
_STATE_WORDS: Final = {
    ALERTING: "Alerting",
    CONNECTED: "Connected",
    HELD: "On Hold",
    ENDED_HERE: "Disconnected [Local Disconnect]",
    ENDED_THERE: "Disconnected [Remote Disconnect]",
}

PREVIEW: Final = 0
OWN_CALLBACK_PREVIEW: Final = 1
REGULAR: Final = 2
AGENTLESS: Final = 4
MANUAL: Final = 6
"""``dialingMode``."""
_PREVIEWED: Final = frozenset({PREVIEW, OWN_CALLBACK_PREVIEW})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a pop allows; `preview_for` is in simulated seconds."""

    mode: int
    dispositions: list[DispositionTable]
    auto_disconnect: bool
    allow_agent_callbacks: bool
    allow_skip: bool
    preview_for: float

    @property
    def preview(self) -> bool:
        """True when the agent sees the contact before the call is dialled."""
        return self.mode in _PREVIEWED


def terms_of(campaign: Campaign, *, preview_for: float, mode: int | None = None) -> Terms:
    """Return a campaign's usual terms; `mode` where it isn't the campaign's own."""
    own = REGULAR
    if campaign.manual:
        own = MANUAL
    elif campaign.type == CAMPAIGN_TYPES["preview"]:
        own = PREVIEW
    elif campaign.type == CAMPAIGN_TYPES["agentless"]:
        own = AGENTLESS
    return Terms(
        mode=own if mode is None else mode,
        dispositions=campaign.dispositions,
        auto_disconnect=campaign.auto_disconnect_on_disposition,
        allow_agent_callbacks=campaign.allow_agent_callbacks,
        allow_skip=campaign.allow_skip,
        preview_for=preview_for,
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class Outcome:
    """What was filed for a call: `sent` are the request's properties, none when Dialer filed it."""

    label: str
    category: str
    code: str
    by_agent: bool
    sent: dict[str, Any]
    at: datetime = field(default_factory=utc_now)


@dataclass(eq=False, repr=False)
class Call:
    """One interaction of one agent on one campaign; `talk_for` is in simulated seconds."""

    id: str
    user: User
    application: str
    campaign: Campaign
    contact: dict[str, str]
    terms: Terms
    talk_for: float
    initiated: datetime
    state: str = UNPLACED
    number: str | None = None
    """The number dialled where it isn't the contact's own."""
    manual_identity: str | None = None
    """How initiate-manual-outbound-call named the contact, if that dialled it."""
    muted: bool = False
    stage: int = CALL_CONNECTED
    timer: Timer | None = None
    placing_at: datetime | None = None
    """``previewTimeout``."""
    outcome: Outcome | None = None
    finishing: bool = False
    popped: datetime = field(default_factory=utc_now)
    connected_at: datetime | None = None
    ended_at: datetime | None = None
    stages: list[tuple[int, datetime]] = field(default_factory=list)
    """Each stage the call went through and when, from `CALL_CONNECTED` at its connection on."""

    @property
    def over(self) -> bool:
        """True once either side has hung up."""
        return self.state in {ENDED_HERE, ENDED_THERE}

    @property
    def connected(self) -> bool:
        """True while agent and contact are connected, on hold included."""
        return self.state in {CONNECTED, HELD}

    def enter(self, stage: int) -> None:
        """Be in a stage from now on."""
        self.stage = stage
        self.stages.append((stage, utc_now()))

    def end_timer(self) -> None:
        """See to it that what was to happen next to the call doesn't."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def attributes(self) -> dict[str, str]:
        """Return the interaction's attributes (reference section 6)."""
        contacts = self.campaign.contacts
        number = self.contact.get(contacts.number_column, "") if contacts else ""
        return {
            "Eic_State": self.state,
            "Eic_CallStateString": _STATE_WORDS.get(self.state, ""),
            "Eic_RemoteName": self.contact.get(contacts.name_column, "") if contacts else "",
            "Eic_RemoteAddress": number if self.number is None else self.number,
            "Eic_Muted": "1" if self.muted else "0",
            "Eic_InitiationTime": utc_text(self.initiated),
            "Eic_CallDirection": "O",
            "Eic_ObjectType": "Call",
        }

    def data_pop(self) -> dict[str, Any]:
        """Return its ``dataPopMessage``: a preview's call is a ``previewPop``."""
        terms = self.terms
        pop: dict[str, Any] = {
            "__type": f"urn:inin.com:dialer:{'previewPop' if terms.preview else 'dataPop'}",
            "interactionId": self.id,
            "campaignId": self.campaign.id,
            "attributes": dict(self.contact),
            "autoDisconnectOnDisposition": terms.auto_disconnect,
            "allowAgentCallbacks": terms.allow_agent_callbacks,
            "dispositions": [disposition_entry(each) for each in terms.dispositions],
            "dialingMode": terms.mode,
        }
        if terms.preview:
            pop["callPlaced"] = self.state != UNPLACED
            pop["allowSkip"] = terms.allow_skip
            if self.placing_at is not None:
                pop["previewTimeout"] = utc_text(self.placing_at)
        return {"__type": "urn:inin.com:dialer:dataPopMessage", "isDelta": False, "call": pop}
