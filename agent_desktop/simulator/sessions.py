"""The sessions of the server: opened by a log-on, ended by a log-off, a rule or a supervisor."""

import base64
import itertools
import secrets
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from agent_desktop.simulator.mailbox import Mailbox, Message
from agent_desktop.simulator.people import Station, User

UP, DOWN = 1, 2
"""``connectionState`` (reference section 1)."""
FIRST_SESSION_ID: Final = 1731001
REMEMBERED: Final = 2000
"""Ended sessions that still answer ``GET connection``."""


@dataclass
class StationConnection:
    """How a session is connected to a station: the ``__type``'s name and what it was given."""

    setting: str
    station: Station | None = None
    remote_number: str | None = None


@dataclass
class QueueSubscription:
    """What a session wants to know of a user's queue."""

    id: str
    users: frozenset[str]
    attributes: list[str]


@dataclass(eq=False, repr=False)
class Session:
    """One log-on of one program. ``seen`` is the real time of its last request."""

    id: str
    user: User
    application: str
    language: str
    host: str
    seen: float
    csrf_token: str
    cookie_value: str
    mailbox: Mailbox = field(default_factory=Mailbox)
    state: int = UP
    reason: str = ""
    should_reconnect: bool = False
    in_dialer: bool = False
    station: StationConnection | None = None
    watched_users: frozenset[str] = frozenset()
    queues: dict[str, QueueSubscription] = field(default_factory=dict)

    @property
    def cookie_name(self) -> str:
        """The name of its cookie (reference section 0)."""
        return f"icws_{self.id}"

    @property
    def up(self) -> bool:
        """True until it is ended."""
        return self.state == UP

    def tell(self, message: Message) -> None:
        """Put a message into its mailbox."""
        self.mailbox.put(message)

    def lose_cookie(self) -> None:
        """Make the cookie that was handed out worthless."""
        self.cookie_value = _cookie_value(self.language)


class Sessions:
    """All sessions, those that ended lately included."""

    def __init__(self, real: Callable[[], float]) -> None:
        self._real = real
        self._ids = itertools.count(FIRST_SESSION_ID)
        self._sessions: dict[str, Session] = {}
        self._up: dict[str, Session] = {}
        self._of_user: dict[str, list[Session]] = {}
        self.on_end: list[Callable[[Session], None]] = []

    def __iter__(self) -> Iterator[Session]:
        """Yield the sessions that are up, oldest first."""
        return iter(list(self._up.values()))

    def of(self, user: User) -> list[Session]:
        """Return a user's sessions that are up, oldest first."""
        return list(self._of_user.get(user.id, ()))

    def get(self, session_id: str) -> Session | None:
        """Return a session, up or ended."""
        return self._sessions.get(session_id)

    def open(self, user: User, application: str, language: str, host: str) -> Session:
        """Start a session with a token and a cookie of its own."""
        session = Session(
            id=str(next(self._ids)),
            user=user,
            application=application,
            language=language,
            host=host,
            seen=self._real(),
            csrf_token=base64.b64encode(secrets.token_bytes(24)).decode("ascii"),
            cookie_value=_cookie_value(language),
        )
        self._sessions[session.id] = self._up[session.id] = session
        self._of_user.setdefault(user.id, []).append(session)
        while len(self._sessions) > REMEMBERED:
            ended = next((old for old in self._sessions.values() if not old.up), None)
            if ended is None:
                break
            del self._sessions[ended.id]
        return session

    def end(
        self, session: Session, reason: str, *, should_reconnect: bool, silent: bool = False
    ) -> None:
        """End a session: with a message its reader can still take, or without a word."""
        if not session.up:
            return
        session.state = DOWN
        del self._up[session.id]
        self._of_user[session.user.id].remove(session)
        session.reason = reason
        session.should_reconnect = should_reconnect
        if not silent:
            session.tell(connection_state_change(UP, DOWN, reason, should_reconnect))
        session.mailbox.close(forget=silent)
        session.station = None
        session.queues.clear()
        for tell in self.on_end:
            tell(session)


def connection_state_change(
    previous: int, new: int, reason: str, should_reconnect: bool
) -> dict[str, Any]:
    """Return a ``connectionStateChangeMessage``."""
    return {
        "__type": "urn:inin.com:connection:connectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": previous,
        "newConnectionState": new,
        "reason": reason,
        "shouldReconnect": should_reconnect,
    }


def _cookie_value(language: str) -> str:
    return f"{uuid.uuid4()}|languageId={language}"
