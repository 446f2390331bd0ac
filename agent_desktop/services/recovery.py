"""From a session that is over back to one: by the server's own word, and by a log-on of our own.

Nothing of a call is sent again by any of it. Where only the agent can go on, the agent is asked.
"""

from collections.abc import Callable
from dataclasses import replace

from agent_desktop.desk.links import Link, LinkPart, LinkState, Patience, SessionEnd
from agent_desktop.desk.logon import LogOnFault, LogOnProblem, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.icws import ConnectionState, ConnectionStatus, IcwsError, Session
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.background import Background
from agent_desktop.services.logon import LogOn
from agent_desktop.services.outage import Outage
from agent_desktop.services.shift import Shift

log = Log("agent_desktop.services.recovery")

# So long, in seconds, an ended session may take to say why it ended.
STATE_WITHIN = 3.0

# A log-on that ended like this will end so again: the agent is asked.
_DEFINITE = frozenset(
    {
        LogOnFault.ADDRESS,
        LogOnFault.KEPT_PASSWORD,
        LogOnFault.STATION,
        LogOnFault.CA_FILE,
        LogOnFault.PROGRAM,
        LogOnFault.USER_MISSING,
        LogOnFault.STATION_MISSING,
    }
)
# ... and like this because of the network: a name that isn't found, a portal that wants a log-in.
_NETWORK = frozenset(
    {
        LogOnFault.NO_NETWORK,
        LogOnFault.UNKNOWN_HOST,
        LogOnFault.NOT_ICWS,
        LogOnFault.REDIRECTED,
    }
)


class Recovery:
    """Brings one ended session back, or asks the agent for the password."""

    def __init__(
        self,
        shift: Shift,
        outage: Outage,
        logon: LogOn,
        patience: Patience,
        line: Background,
    ) -> None:
        self._shift = shift
        self._outage = outage
        self._logon = logon
        self._patience = patience
        self._line = line
        self._taken_back: Session | None = None
        self._by_itself_at: float | None = None  # when the newest log-on by ourselves was tried
        self.on_taken_back: list[Callable[[], None]] = []

    async def recover(self, session: Session, end: SessionEnd) -> None:
        """Bring a session back. It has been lost already; the desk is as it was."""
        before = self._shift.store.state.link
        known = before.down_since is not None  # the link was down before the session was
        since = before.down_since if known else self._shift.clock.now().mono
        lost = replace(
            before,
            session=LinkState.DOWN,
            broken=LinkPart.SESSION,
            down_since=since,
            next_try=None,
        )
        self._shift.store.change(phase=Phase.RECONNECTING, problem=None, link=lost)
        end, up = await self._learn_why(session, end)
        if up and self._taken_back is not session:
            self._take_back(session, before)
            return
        self._shift.doubted = None
        session.close()
        wanted = known if end.should_reconnect is None else end.should_reconnect
        if up or not wanted or (self._fought_over() and not known):
            self._ask_agent(end)
        else:
            await self._log_on(end)

    async def status_of(self, session: Session) -> ConnectionStatus:
        """Return what the server says of a session. Raises IcwsError, TimeoutError."""
        return await self._line.call(
            lambda abort: session.connection_state(deadline=STATE_WITHIN, abort=abort),
            deadline=STATE_WITHIN,
        )

    async def _learn_why(self, session: Session, end: SessionEnd) -> tuple[SessionEnd, bool]:
        """Return what the server says of the end, and whether it says the session is up."""
        if end.should_reconnect is not None:
            return end, False
        try:
            status = await self.status_of(session)
        except (IcwsError, TimeoutError) as error:
            log.info(Event.END_UNEXPLAINED, error=type(error))
            return end, False
        if status.state is ConnectionState.UP:
            return end, True
        answer = replace(end.answer, message=status.reason or end.answer.message)
        down = status.state is ConnectionState.DOWN
        return SessionEnd(answer, status.should_reconnect if down else None), False

    def _take_back(self, session: Session, before: Link) -> None:
        """Go on with a session that one answer called over, since the server says it is up.

        Once only: where it is called over again, that is the truth.
        """
        self._taken_back = session
        self._shift.take_back(session)
        log.warning(Event.SESSION_TAKEN_BACK)
        link = replace(before, session=LinkState.CONNECTING, next_try=None)
        self._shift.store.change(phase=Phase.LOGGED_ON, link=link)
        self._shift.store.notice(Cause.SESSION_DOUBTED, self._outage.facts())
        for told in self.on_taken_back:
            told()

    def _fought_over(self) -> bool:
        """Whether the session was taken from us again soon after a log-on by ourselves."""
        at, calm = self._by_itself_at, self._shift.settings.log_on_again_calm
        return at is not None and self._shift.clock.now().mono - at < calm

    async def _log_on(self, end: SessionEnd) -> None:
        """Log on with the password at hand until that works, or clearly never will."""
        part, said = LinkPart.SESSION, end.answer
        while await self._logon.can_by_itself():
            await self._outage.wait(part, self._patience.log_on(), said)
            log.warning(Event.LOGGING_ON_BY_ITSELF)
            self._by_itself_at = self._shift.clock.now().mono
            problem = await self._logon.by_itself()
            if problem is None:
                return
            if _definite(problem):
                self._ask_agent(end, problem)
                return
            part = LinkPart.NETWORK if problem.fault in _NETWORK else LinkPart.SERVER
            said = problem.answer
        self._ask_agent(end)

    def _ask_agent(self, end: SessionEnd, problem: LogOnProblem | None = None) -> None:
        """Put the overlay over the desk: only the agent can go on."""
        store = self._shift.store
        log.warning(Event.SESSION_ENDED)
        store.end(Cause.SESSION_LINK_DOWN)
        store.notice(Cause.SESSION_EXPIRED, self._outage.facts(), end.answer)
        link = replace(store.state.link, session=LinkState.DOWN, next_try=None)
        store.change(phase=Phase.EXPIRED, problem=problem, link=link)


def _definite(problem: LogOnProblem) -> bool:
    status = problem.answer.status or 0
    refused = problem.fault is LogOnFault.SERVER and 400 <= status < 500 and status != 429
    return refused or problem.fault in _DEFINITE
