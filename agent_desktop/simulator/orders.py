"""Steering a running simulator: JSON below ``/simulator/``, from this machine only.

Each request needs the header ``X-Simulator-Key`` with the control key, the second line printed at
start. It is new with each start.

``GET state``
    Sessions with what each agent does, faults in force, whether calls come by themselves.
``GET calls``, ``GET outcomes``
    Every call with its stages and when each began; every outcome as it was filed, "Ambiguous"
    included. Times are by this machine's clock.
``GET journal?since=N``
    The requests after number N, and the number to ask with next time.
``POST calls``
    Gives a call now: ``user``; optional ``campaignId``, ``talkSeconds``, ``alerting`` (false:
    connected at once), ``duringCall``, and what the pop says instead of the campaign:
    ``dialingMode`` (0 and 1 are previews), ``previewSeconds``, ``allowSkip``, ``autoDisconnect``,
    ``allowAgentCallbacks``, ``dispositions`` (as in a scenario), ``attributes``.
``POST calls/ID/end``
    ``side``: remote or local.
``POST dialing``
    ``on``: whether calls come by themselves.
``POST breaks``, ``POST status``
    ``user`` and ``status`` (not on break, pending, on break); ``user`` and ``statusId``.
``POST campaigns``, ``PATCH campaigns/ID``, ``DELETE campaigns/ID``
    A new one as in a scenario; ``name``, ``status``, ``stages`` (numbers) of one; none any more.
``POST campaigns/ID/log-in``, ``POST campaigns/ID/log-out``
    As a supervisor: ``user``, ``initiatorName``.
``POST licences``
    ``dialer`` (true or false), ``user``, ``station``.
``POST sessions/end``, ``POST streams/reset``
    ``user`` or ``sessionId``, ``reason``, ``shouldReconnect``, ``silent``; ``user``.
``POST link``, ``POST switchover``
    ``state`` (up or down), ``reason``; ``active``, ``alternates``, ``endSessions``.
``POST messages``
    ``user``, ``message``: put into the mailboxes as it is.
``POST faults``, ``DELETE faults``, ``DELETE faults/ID``
    A fault as in a scenario, keys in camel case.
"""

from typing import Annotated, Any, Literal

import msgspec

from agent_desktop.simulator.scenario import CampaignStatus, DispositionTable


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """A body: no key but the ones named, in camel case."""


class Nothing(Order, frozen=True, kw_only=True):
    """No body."""


class SwitchDialing(Order, frozen=True, kw_only=True):
    """``POST dialing``."""

    on: bool


class PopCall(Order, frozen=True, kw_only=True):
    """``POST calls``; without a campaign the agent's first running one.

    What the pop says is the campaign's unless it stands here: a preview's is one with dialingMode
    0 or 1. It comes while another call goes on only `during_call`; one without an outcome that has
    ended doesn't keep it.
    """

    user: str
    campaign_id: str | None = None
    talk_seconds: float | None = None
    alerting: bool = True
    during_call: bool = False
    preview_seconds: float | None = None
    allow_skip: bool | None = None
    auto_disconnect: bool | None = None
    allow_agent_callbacks: bool | None = None
    dialing_mode: Annotated[int, msgspec.Meta(ge=0)] | None = None
    dispositions: list[DispositionTable] | None = None
    attributes: dict[str, str] | None = None


class EndCall(Order, frozen=True, kw_only=True):
    """``POST calls/{id}/end``."""

    side: Literal["remote", "local"] = "remote"


class EndSessions(Order, frozen=True, kw_only=True):
    """``POST sessions/end``: of a user, or one; `silent` ends without a message."""

    user: str | None = None
    session_id: str | None = None
    reason: str = ""
    should_reconnect: bool = False
    silent: bool = False

    def __post_init__(self) -> None:
        if (self.user is None) == (self.session_id is None):
            raise ValueError("name either a user or a sessionId")


class ResetStreams(Order, frozen=True, kw_only=True):
    """``POST streams/reset``: breaks open event streams off, of one user or of all."""

    user: str | None = None


class Licence(Order, frozen=True, kw_only=True):
    """``POST licences``: gives or takes a Dialer Add-on licence."""

    dialer: bool
    user: str | None = None
    station: str | None = None

    def __post_init__(self) -> None:
        if self.user is None and self.station is None:
            raise ValueError("name a user or a station")


class Link(Order, frozen=True, kw_only=True):
    """``POST link``: the outbound server's connection."""

    state: Literal["up", "down"]
    reason: str = ""


class SwitchOver(Order, frozen=True, kw_only=True):
    """``POST switchover``; sessions of the address that closes are ended."""

    active: bool
    alternates: list[str] | None = None
    end_sessions: bool = True


class RawMessage(Order, frozen=True, kw_only=True):
    """``POST messages``: as it is, to every session of a user."""

    user: str
    message: dict[str, Any]


class ChangeCampaign(Order, frozen=True, kw_only=True):
    """``PATCH campaigns/{id}``; `stages` are the numbers of its set from now on."""

    name: str | None = None
    status: list[CampaignStatus | int] | None = None
    stages: list[int] | None = None


class Supervise(Order, frozen=True, kw_only=True):
    """``POST campaigns/{id}/log-in`` and ``…/log-out``."""

    user: str
    initiator_name: str = "Supervisor"


class ChangeBreak(Order, frozen=True, kw_only=True):
    """``POST breaks``: as a supervisor does, whatever call is open."""

    user: str
    status: Literal["not on break", "pending", "on break"]


class ChangeStatus(Order, frozen=True, kw_only=True):
    """``POST status``."""

    user: str
    status_id: str
