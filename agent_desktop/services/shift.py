"""What all use cases of one shift share."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from agent_desktop.desk.abilities import Ability
from agent_desktop.desk.calls import CallBook
from agent_desktop.desk.links import SessionEnd
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.outcomes import OutcomeBook
from agent_desktop.desk.scripts import ValueBook
from agent_desktop.desk.server_time import ServerTime
from agent_desktop.desk.stages import StageSender
from agent_desktop.icws import Abort, Aborted, LicenceMissing, Session, SessionGone
from agent_desktop.platform.settings import Settings
from agent_desktop.services.answers import answer_of
from agent_desktop.services.background import Background, Begun
from agent_desktop.services.clock import Clock
from agent_desktop.services.record import Record
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

T = TypeVar("T")


class NoSession(Exception):
    """There is no session to ask; the agent knows already, for the overlay or dialog says so."""


@dataclass
class Shift:
    """One agent's shift: the store, the clocks, the threads, and the session while there is one.

    The calls, what was typed for them, their outcomes and the stage sender outlive a session, so
    that a log-on after an expiry finds the desk as it was.
    """

    settings: Settings
    store: Store
    clock: Clock
    tasks: Tasks
    background: Background
    record: Record
    calls: CallBook = field(default_factory=CallBook)
    sender: StageSender = field(default_factory=StageSender)
    outcomes: OutcomeBook = field(default_factory=OutcomeBook)
    values: ValueBook = field(default_factory=ValueBook)
    notes: dict[str, str] = field(default_factory=dict)  # by interaction id
    put_away: set[str] = field(default_factory=set)  # outcomes the agent let go of
    session: Session | None = None
    doubted: Session | None = None  # lost, and the server has yet to say whether it lives
    in_dialer: bool = False  # logged in to Dialer, not only to the IC server
    entered: bool = False  # Dialer took a log-in of this session: it has shown what it has
    log_off_asked: bool = False  # Dialer knows that the agent wants to leave it altogether
    on_session_gone: list[Callable[[Session, SessionEnd], None]] = field(default_factory=list)
    _told: set[Facts] = field(default_factory=set)
    _was_in_dialer: bool = False  # when the session was lost
    _losses: int = 0
    gaps: int = 0  # how often messages stopped coming through
    _stale: bool = False  # something has changed since the last refresh
    on_change: list[Callable[[], None]] = field(default_factory=list)
    on_forgotten: list[Callable[[str], None]] = field(default_factory=list)

    async def ask(
        self,
        request: Callable[[Session, Abort], T],
        *,
        deadline: float | None = None,
        background: Background | None = None,
    ) -> T:
        """Send one request of the session in the background and return its answer.

        Raises NoSession, or what the protocol raises. An expired session is handled for every
        caller alike; the caller still gets the error, for what it asked didn't happen.
        """
        return await self.begin(request, deadline=deadline, background=background)

    def begin(
        self,
        request: Callable[[Session, Abort], T],
        *,
        deadline: float | None = None,
        background: Background | None = None,
    ) -> Awaitable[T]:
        """Have a thread send one request now; awaiting what is returned is as `ask`."""
        session = self.session
        if session is None:
            return _nobody_to_ask()
        limit = self.settings.request_deadline if deadline is None else deadline
        pool = background or self.background
        begun = pool.begin(lambda abort: request(session, abort))
        return self._answer(session, pool, begun, limit)

    async def _answer(
        self, session: Session, pool: Background, begun: Begun[T], deadline: float
    ) -> T:
        losses = self._losses
        try:
            return await pool.end_of(begun, deadline=deadline)
        except SessionGone as gone:
            if losses == self._losses:  # else what it says has been looked into since
                self.lose_session(session, SessionEnd(answer_of(gone)))
            raise

    def lose_session(self, session: Session, end: SessionEnd) -> None:
        """Stop the desk for a session that is gone; a late answer of an older one is no news."""
        if session is not self.session:
            return
        self.session, self.doubted = None, session
        self._losses += 1
        self._was_in_dialer, self.in_dialer = self.in_dialer, False
        self.deafen()
        self._told.clear()
        self.sender.session_gone(self.clock.now())
        self.outcomes.session_gone()
        for told in self.on_session_gone:
            told(session, end)
        self.refresh()

    def take_back(self, session: Session) -> None:
        """Go on with the session that was lost last: it lives after all."""
        self.session, self.doubted = session, None
        self.in_dialer = self._was_in_dialer

    def deafen(self) -> None:
        """Take note that no message comes through."""
        self.gaps += 1
        self.outcomes.messages_gone()

    def hear(self, gap: int) -> None:
        """Take note that nothing is missed, unless messages stopped again since this gap."""
        if gap == self.gaps and self.outcomes.deaf:
            self.outcomes.messages_back()
            self.refresh()

    def refresh(self) -> None:
        """Derive anew what follows from calls, campaign and sender together."""
        self._stale = False
        for refresh in self.on_change:
            refresh()

    def refresh_soon(self) -> None:
        """Do so once this turn of the loop is over: what only is to be shown may wait for that."""
        if not self._stale:
            self._stale = True
            asyncio.get_running_loop().call_soon(self._refresh_stale)

    def _refresh_stale(self) -> None:
        if self._stale:
            self.refresh()

    def failed(self, error: BaseException, cause: Cause, facts: Facts) -> None:
        """Tell the agent that a request failed, under the cause that fits best."""
        if isinstance(error, NoSession | SessionGone | Aborted):
            return  # told once, by the overlay; aborted is what the end of a session cuts off
        if isinstance(error, LicenceMissing):
            self.licence_missing(error)
            return
        if cause is Cause.REQUEST_FAILED:
            if facts in self._told:
                return  # once a session is enough of what fails each time
            self._told.add(facts)
        self.store.notice(cause, facts, answer_of(error))

    def licence_missing(self, error: LicenceMissing) -> None:
        """Tell, once per cause, that neither agent nor station holds a licence."""
        agent = self.store.state.agent
        facts = Facts(
            user=agent.user_id if agent else "",
            station=agent.station if agent else "",
            server=agent.server if agent else "",
        )
        self.store.notice(Cause.LICENCE_MISSING, facts, answer_of(error))

    def forget_agent(self) -> None:
        """Begin with an empty desk: the agent has left."""
        self.calls = CallBook()
        self.sender = StageSender()
        self.outcomes = OutcomeBook()
        self.values = ValueBook()
        self.notes = {}
        self.put_away = set()

    def forget_finished_calls(self) -> None:
        """Drop what is kept of calls that are long over, so that a shift doesn't grow."""
        for interaction_id in self.calls.forget_finished():
            for told in self.on_forgotten:
                told(interaction_id)
            self.sender.forget_call(interaction_id)
            self.outcomes.forget(interaction_id)
            self.values.forget(interaction_id)
            self.notes.pop(interaction_id, None)
            self.put_away.discard(interaction_id)
            self.record.forget_call(interaction_id)

    def can(self, ability: Ability) -> bool:
        """Whether this session's server has something."""
        return self.store.state.abilities.lack(ability) is None

    def campaign_name(self, campaign_id: str) -> str:
        """Return what a campaign is called, its id where nobody says."""
        campaign = self.store.state.campaigns.get(campaign_id)
        return campaign.name if campaign else campaign_id

    @property
    def user(self) -> str:
        """The id of the agent who is logged on."""
        agent = self.store.state.agent
        return agent.user_id if agent else ""

    @property
    def companion(self) -> bool:
        """Whether calls are taken in the vendor's own client, and only stages are sent here."""
        return self.store.state.companion

    @property
    def server_time(self) -> ServerTime:
        """The server's clock; the computer's own where the server didn't tell the time."""
        told = self.session.info.server_time if self.session is not None else None
        if told is not None:
            return ServerTime(told.utc, told.mono)
        now = self.clock.now()
        return ServerTime(now.wall, now.mono)

    def server_now(self) -> datetime:
        """Return what the server's clock shows, aware UTC."""
        return self.server_time.now(self.clock.now())

    @property
    def working(self) -> bool:
        """Whether the agent is logged on and requests make sense."""
        return self.session is not None and self.store.state.phase is Phase.LOGGED_ON


async def _nobody_to_ask() -> Any:
    raise NoSession
