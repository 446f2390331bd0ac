"""A session with a server: all that can be asked within it."""

from agent_desktop.icws.agents import AgentCalls
from agent_desktop.icws.connection import ConnectionCalls, SessionInfo
from agent_desktop.icws.contacts import ContactCalls
from agent_desktop.icws.dialer import DialerCalls
from agent_desktop.icws.dialer_resources import DIALER, DialerResource
from agent_desktop.icws.features import Features
from agent_desktop.icws.interactions import InteractionCalls
from agent_desktop.icws.line import SessionLine
from agent_desktop.icws.messaging import MessagingCalls
from agent_desktop.icws.outcomes import OutcomeCalls
from agent_desktop.icws.placing import PlacingCalls
from agent_desktop.icws.queues import QueueCalls
from agent_desktop.icws.station import StationCalls
from agent_desktop.icws.status import StatusCalls


class Session(
    ConnectionCalls,
    StationCalls,
    MessagingCalls,
    StatusCalls,
    QueueCalls,
    InteractionCalls,
    DialerCalls,
    OutcomeCalls,
    PlacingCalls,
    ContactCalls,
    AgentCalls,
):
    """A session, as `Client.log_on` returns it. Thread-safe: several calls at once.

    Every call takes `deadline`, seconds for all of it from looking up the name to the last byte
    (None: the client's), and `abort`. Every call may raise Unreachable, NoAnswer, Aborted,
    SessionGone or another ServerRefused; one that returns a value also UnreadableAnswer.
    """

    def __init__(self, line: SessionLine, info: SessionInfo) -> None:
        super().__init__(line)
        self.info = info

    @property
    def features(self) -> Features:
        """What the server can do."""
        return self.info.features

    @property
    def peer(self) -> str:
        """The IP address the newest connection was made to: the server's, or a proxy's."""
        return self._line.peer

    def supports(self, resource: DialerResource) -> bool:
        """Whether the server's dialer is new enough for a resource; nothing is asked for it."""
        return self.features.supports(DIALER, resource.since)

    def drop_idle_connections(self) -> None:
        """Have the next calls make connections anew, as after a sleep or on another network."""
        self._line.drop_idle_connections()

    def close(self) -> None:
        """Close the client this session came from; the server keeps the session until log-off."""
        self._line.close()

    def __repr__(self) -> str:
        return f"<Session of {self.info.user_id} on {self.info.address}>"
