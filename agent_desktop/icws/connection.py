"""Connections: logging on and off, and what a server says of itself (reference section 1)."""

from dataclasses import field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from agent_desktop.icws.abort import Abort
from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.errors import LogOnRefused
from agent_desktop.icws.features import FeatureInfo, Features
from agent_desktop.icws.line import Resource, SessionLine
from agent_desktop.icws.secret import Secret
from agent_desktop.icws.wire import OpenEnum, TypedWire, Wire, parse_date
from agent_desktop.immutable import immutable

LOG_ON = Resource(
    "POST", "/icws/connection", success=frozenset({201}), meanings={400: LogOnRefused}
)
VERSION = Resource("GET", "/icws/connection/version")
FEATURES = Resource("GET", "/icws/connection/features")
SERVER_INFO = Resource("GET", "/icws/connection/server-info")
CONNECTION = Resource("GET", "/icws/{sessionId}/connection")
LOG_OFF = Resource("DELETE", "/icws/{sessionId}/connection", success=frozenset({200, 204}))

INCLUDE = ("version", "features", "server-time", "default-workstation", "effective-station")


@immutable
class IcCredentials:
    """A user of the IC server and the password."""

    user_id: str
    password: Secret


@immutable
class AuthToken:
    """A single-use token made by another session; it dies 7 s after it was made."""

    seed: Secret
    token: Secret
    source_session: str = field(repr=False)
    disconnect_source: bool = False


@immutable
class SingleSignOnToken:
    """A token of an identity provider."""

    token: Secret


Credentials = IcCredentials | AuthToken | SingleSignOnToken


class IcAuthSettings(
    TypedWire, frozen=True, tag="urn:inin.com:connection:icAuthConnectionRequestSettings"
):
    """The body that logs a user on by password."""

    application_name: str
    user_id: str = msgspec.field(name="userID")
    password: str


class AuthTokenSettings(
    TypedWire, frozen=True, tag="urn:inin.com:connection:authTokenConnectionRequestSettings"
):
    """The body that logs on by a token of another session."""

    application_name: str
    auth_token_seed: str
    auth_token: str
    auth_token_source_session: str
    disconnect_source_session: bool = False


class SingleSignOnSettings(
    TypedWire, frozen=True, tag="urn:inin.com:connection:singleSignOnTokenConnectionRequestSettings"
):
    """The body that logs on by a token of an identity provider."""

    application_name: str
    single_sign_on_token: str


def settings(credentials: Credentials, application_name: str) -> TypedWire:
    """Return the body that logs these credentials on."""
    match credentials:
        case IcCredentials(user_id, password):
            return IcAuthSettings(
                application_name=application_name, user_id=user_id, password=password.reveal()
            )
        case AuthToken(seed, token, source_session, disconnect_source):
            return AuthTokenSettings(
                application_name=application_name,
                auth_token_seed=seed.reveal(),
                auth_token=token.reveal(),
                auth_token_source_session=source_session,
                disconnect_source_session=disconnect_source,
            )
        case SingleSignOnToken(token):
            return SingleSignOnSettings(
                application_name=application_name, single_sign_on_token=token.reveal()
            )


def secrets_of(credentials: Credentials) -> tuple[str, ...]:
    """Return the texts that must not come back in an error."""
    match credentials:
        case IcCredentials(_, password):
            return (password.reveal(),)
        case AuthToken(seed, token):
            return (seed.reveal(), token.reveal())
        case SingleSignOnToken(token):
            return (token.reveal(),)


class Version(Wire, frozen=True):
    """The server's version, each part a text as the server gives it."""

    major_version: str | None = None
    minor_version: str | None = None
    su: str | None = None
    build: str | None = None
    product_id: str | None = None
    codebase_id: str | None = None


class StationId(Wire, frozen=True):
    """A station by its id."""

    id: str
    display_name: str | None = None
    uri: str | None = None


class EffectiveStation(Wire, frozen=True):
    """The station the user is logged in to."""

    station_id: StationId | None = None


class Connected(Wire, frozen=True):
    """The 201 of logging on. Token and session id may come in headers instead."""

    csrf_token: str | None = None
    session_id: str | None = None
    alternate_host_list: Any = None
    user_id: str | None = msgspec.field(default=None, name="userID")
    user_display_name: str | None = None
    ic_server: str | None = None
    days_until_password_expiration: int | None = None
    version: Version | None = None
    features: list[FeatureInfo] | None = None
    server_time_info: Any = None
    default_workstation_id: str | None = None
    effective_station: EffectiveStation | None = None


class IdentityProvider(Wire, frozen=True):
    """One way to log on other than by password."""

    display_name: str | None = None
    identity_provider_id: str | None = None
    built_in_identity_provider: bool | None = None


class Authentication(Wire, frozen=True):
    """The ways to log on that a server offers, and the text users agree to (may be empty)."""

    allow_ic_auth: bool = True
    identity_providers: list[IdentityProvider] | None = None
    user_agreement_text: str | None = None


class ServerInfo(Wire, frozen=True):
    """The answer of `server-info`; what `languages` holds isn't documented."""

    languages: Any = None
    accept_language: str | None = None
    authentication: Authentication | None = None


class ConnectionState(OpenEnum):
    """Whether a link is up."""

    NONE = 0
    UP = 1
    DOWN = 2


def connection_state(value: int | str | None) -> ConnectionState:
    """Return the state for a number, or for the word some servers send instead."""
    if isinstance(value, str):
        return ConnectionState.__members__.get(value.strip().upper(), ConnectionState.NONE)
    return ConnectionState(value or 0)


class ConnectionStatus(Wire, frozen=True):
    """The state of a session. `should_reconnect` means something only when it is down."""

    connection_state: int | str | None = None
    reason: str | None = None
    should_reconnect: bool | None = None

    @property
    def state(self) -> ConnectionState:
        """Whether the session is up."""
        return connection_state(self.connection_state)


@immutable
class ServerTime:
    """What the server's clock showed (`utc`, aware) at a second of our monotonic clock (`mono`).

    Good to about a second, the server's own unit, whatever the computer's own date is.
    """

    utc: datetime
    mono: float


def server_time(info: object, mono: float) -> ServerTime | None:
    """Read a `serverTimeInfo`; None where it is absent or no date can be read from it."""
    utc = parse_date(info.get("serverUtcTime")) if isinstance(info, dict) else None
    return None if utc is None else ServerTime(utc, mono)


def date_of(answer: Answer, mono: float) -> ServerTime | None:
    """Read the Date header of an answer; None where it is absent or odd."""
    try:
        utc = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return ServerTime(utc.astimezone(UTC), mono)


@immutable
class SessionInfo:
    """What the server said when the session began.

    `address` is where the session really is, which may be an alternate of the one asked for;
    `alternates` are the hosts to try when it is lost. Texts the server left out are empty.
    """

    session_id: str = field(repr=False)
    user_id: str
    user_display_name: str
    ic_server: str
    address: ServerAddress
    alternates: tuple[str, ...]
    features: Features
    days_until_password_expiration: int | None
    server_time: ServerTime | None
    default_workstation_id: str | None
    effective_station: StationId | None
    version: Version | None
    reference: str


@immutable
class Accepted:
    """The server did, or took on, what it was asked to; `reference` is the request's own id.

    `request_id` is what an AsyncOperationCompletedMessage may name later; None where the server
    named none.
    """

    reference: str
    request_id: str | None = None


class SessionCalls:
    """The base of a session's calls, one group for each area of ICWS."""

    def __init__(self, line: SessionLine) -> None:
        self._line = line


class ConnectionCalls(SessionCalls):
    """The session itself."""

    def connection_state(
        self, *, deadline: float | None = None, abort: Abort | None = None
    ) -> ConnectionStatus:
        """Ask whether the session is up; after a 401 it tells why it ended (section 1)."""
        answer = self._line.ask(CONNECTION, deadline=deadline, abort=abort)
        return answer.decode(ConnectionStatus)

    def log_off(self, *, deadline: float | None = None, abort: Abort | None = None) -> Accepted:
        """End the session and its station connection. Raises SessionGone if it had ended."""
        answer = self._line.ask(LOG_OFF, deadline=deadline, abort=abort)
        return Accepted(answer.facts["reference"])
