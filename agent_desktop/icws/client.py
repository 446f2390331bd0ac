"""The way to a server before there is a session, and to one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Self

from agent_desktop import __version__
from agent_desktop.icws.abort import Abort
from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.connection import (
    FEATURES,
    INCLUDE,
    SERVER_INFO,
    VERSION,
    Credentials,
    IcCredentials,
    ServerInfo,
    ServerTime,
    Version,
    date_of,
)
from agent_desktop.icws.errors import InvalidRequest
from agent_desktop.icws.features import FeatureList, Features
from agent_desktop.icws.line import Line
from agent_desktop.icws.logging_on import LogOn, log_on
from agent_desktop.icws.session import Session
from agent_desktop.icws.transport import Transport
from agent_desktop.icws.trust import Trust

# Seconds for a call that names no deadline.
DEADLINE = 15.0
# Moves from one host to the next while logging on.
MAX_HOPS = 4

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class Client:
    """A client of one server and its alternates. Thread-safe; close it when done.

    Plain http is spoken to this computer only, unless `plain_http_allowed`.
    `language` is that of every text the server sends (such as `en-us`), `application_name`
    what the dialer counts sessions of one user by, `deadline` in seconds what a call has that
    names none. Raises InvalidRequest for a language or application that can't be sent, and
    CaFileUnusable for a CA file that can't be read.
    """

    def __init__(
        self,
        address: ServerAddress,
        *,
        trust: Trust | None = None,
        plain_http_allowed: bool = False,
        language: str = "en-us",
        application_name: str = "Agent Desktop",
        deadline: float = DEADLINE,
        user_agent: str = f"AgentDesktop/{__version__}",
    ) -> None:
        if not _LANGUAGE.fullmatch(language):
            raise InvalidRequest("A language is written as in en-us.")
        if not application_name.strip():
            raise InvalidRequest("The application needs a name.")
        trust = trust or Trust()
        trust.check()
        self._application_name = application_name
        self._transport = Transport(trust, user_agent, plain_http_allowed=plain_http_allowed)
        self._line = Line(self._transport, address, deadline, language)

    @property
    def address(self) -> ServerAddress:
        """The configured server."""
        return self._line.address

    def server_info(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> ServerInfo:
        """Ask for the ways to log on and the text users agree to (reference section 1)."""
        return self._line.ask(SERVER_INFO, self._line.limits(deadline, abort)).decode(ServerInfo)

    def version(self, *, deadline: float | None = None, abort: Abort | None = None) -> Version:
        """Ask for the server's version (reference section 1)."""
        return self._line.ask(VERSION, self._line.limits(deadline, abort)).decode(Version)

    def clock(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> ServerTime | None:
        """Ask for the date of an answer: the server's, or its web proxy's; None if it has none."""
        answer = self._line.ask(VERSION, self._line.limits(deadline, abort))
        return date_of(answer, monotonic())

    def features(self, *, deadline: float | None = None, abort: Abort | None = None) -> Features:
        """Ask what the server can do (reference sections 1 and 7)."""
        answer = self._line.ask(FEATURES, self._line.limits(deadline, abort))
        return Features.of(answer.decode(FeatureList).feature_info_list)

    def log_on(
        self,
        credentials: Credentials,
        *,
        include: Sequence[str] = INCLUDE,
        alternates: Sequence[str] = (),
        begin_with: str = "",
        max_hops: int = MAX_HOPS,
        deadline: float | None = None,
        abort: Abort | None = None,
        give_up: Abort | None = None,
    ) -> Session:
        """Begin a session (reference section 1, `POST /icws/connection`).

        A host that takes no sessions (503) or can't be connected to is followed by the next:
        `alternates` (of an earlier session's info) and the hosts the configured one names, at
        the same scheme and port, each once, at most `max_hops` moves, all in one deadline. Where
        `begin_with` is one of the alternates, it comes before the configured host.

        `abort` ends it at once, and may leave a session at the server. `give_up` lets no password
        out any more, but has the answer to one that is on its way: the session is the caller's
        to end.

        Raises LogOnRefused for wrong credentials, Unavailable or Unreachable if no host takes
        the log-on (a CertificateRejected or PlainHttpRefused rather than the others), each with
        `hosts_tried`.
        """
        if isinstance(credentials, IcCredentials) and not credentials.user_id.strip():
            raise InvalidRequest("A user is needed to log on.")
        wanted = LogOn(
            credentials, self._application_name, include, alternates, max_hops, begin_with
        )
        limits = replace(self._line.limits(deadline, abort), give_up=give_up)
        return log_on(self._line, wanted, limits)

    def close(self) -> None:
        """End all calls and connections; sessions stay on the server until they log off."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
