"""What all use cases of one shift share."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from agent_desktop.desk.calls import CallBook
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.stages import StageSender
from agent_desktop.desk.state import Phase
from agent_desktop.icws import Abort, Aborted, LicenceMissing, Session, SessionGone
from agent_desktop.platform.settings import Settings
from agent_desktop.services.answers import answer_of
from agent_desktop.services.background import Background
from agent_desktop.services.clock import Clock
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

T = TypeVar("T")
log = logging.getLogger("agent_desktop.services")


class NoSession(Exception):
    """There is no session to ask; the agent knows already, for the overlay or dialog says so."""


@dataclass
class Shift:
    """One agent's shift: the store, the clocks, the threads, and the session while there is one.

    The calls and the stage sender outlive a session, so that a log-on after an expiry finds
    the desk as it was.
    """

    settings: Settings
    store: Store
    clock: Clock
    tasks: Tasks
    background: Background
    calls: CallBook = field(default_factory=CallBook)
    sender: StageSender = field(default_factory=StageSender)
    session: Session | None = None
    on_session_gone: list[Callable[[Session, SessionGone], None]] = field(default_factory=list)
    _told: set[Facts] = field(default_factory=set)
    on_change: list[Callable[[], None]] = field(default_factory=list)

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
        session = self.session
        if session is None:
            raise NoSession
        limit = self.settings.request_deadline if deadline is None else deadline
        try:
            return await (background or self.background).call(
                lambda abort: request(session, abort), deadline=limit
            )
        except SessionGone as gone:
            self.lose_session(session, gone)
            raise

    def lose_session(self, session: Session, gone: SessionGone) -> None:
        """Stop the desk for a session that is gone; a late answer of an older one is no news."""
        if session is not self.session:
            return
        self.session = None
        self._told.clear()
        self.sender.session_gone(self.clock.now())
        for told in self.on_session_gone:
            told(session, gone)

    def refresh(self) -> None:
        """Derive anew what follows from calls, campaign and sender together."""
        for refresh in self.on_change:
            refresh()

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

    @property
    def working(self) -> bool:
        """Whether the agent is logged on and requests make sense."""
        return self.session is not None and self.store.state.phase is Phase.LOGGED_ON
