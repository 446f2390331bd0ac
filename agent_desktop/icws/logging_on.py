"""Logging on: which host gets the password, and when the next one is tried.

The password goes to the configured host, to the alternates a caller kept from an earlier
session, and to hosts the configured host names in a 503; never to one that only an alternate
named (reference section 1, "Rule for us").
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from time import monotonic

from agent_desktop.icws.address import ServerAddress
from agent_desktop.icws.answer import Answer
from agent_desktop.icws.connection import (
    FEATURES,
    LOG_OFF,
    LOG_ON,
    Connected,
    Credentials,
    SessionInfo,
    secrets_of,
    server_time,
    settings,
)
from agent_desktop.icws.errors import (
    AddressError,
    CertificateRejected,
    IcwsError,
    NotFound,
    PlainHttpRefused,
    ResourceRemoved,
    Unavailable,
    Unreachable,
)
from agent_desktop.icws.features import FeatureList, Features
from agent_desktop.icws.line import CSRF_HEADER, SESSION_ID_HEADER, Line, SessionLine, sendable
from agent_desktop.icws.refusal import host_names
from agent_desktop.icws.secret import Secret
from agent_desktop.icws.session import Session
from agent_desktop.icws.transport import Limits
from agent_desktop.immutable import immutable

# Seconds for ending a session that came about in vain.
END_WITHIN = 2.0


@immutable
class LogOn:
    """One log-on as asked for. `max_hops` bounds the moves from host to host."""

    credentials: Credentials
    application_name: str
    include: Sequence[str]
    alternates: Sequence[str]
    max_hops: int
    begin_with: str = ""


def log_on(line: Line, wanted: LogOn, limits: Limits) -> Session:
    """Log on to the line's server or, where it takes no sessions, to one of its alternates.

    All hosts share the deadline. Raises what the first definite answer says; if no host takes
    the log-on, the first one that wasn't safe to ask, else the last failure, with `hosts_tried`.
    """
    configured = line.address
    waiting = [configured, *_addresses(configured, wanted.alternates)]
    if wanted.begin_with in wanted.alternates:  # nothing else may get the password first
        waiting[:0] = _addresses(configured, (wanted.begin_with,))
    tried: list[ServerAddress] = []
    failures: list[IcwsError] = []
    until = monotonic() + limits.deadline
    while (address := _next(waiting, tried)) and len(tried) <= wanted.max_hops:
        tried.append(address)
        try:
            return _log_on_here(line.at(address), wanted, _share(limits, until, len(waiting)))
        except (Unavailable, Unreachable) as error:
            failures.append(error)
            if isinstance(error, Unavailable) and address == configured:
                waiting += _addresses(configured, error.alternates)
        except IcwsError as error:
            error.hosts_tried = tuple(map(str, tried))
            raise
    unsafe = (e for e in failures if isinstance(e, CertificateRejected | PlainHttpRefused))
    failure = next(unsafe, failures[-1])
    failure.hosts_tried = tuple(map(str, tried))
    raise failure


def _next(waiting: list[ServerAddress], tried: Sequence[ServerAddress]) -> ServerAddress | None:
    while waiting:
        address = waiting.pop(0)
        if address not in tried:
            return address
    return None


def _addresses(configured: ServerAddress, names: Iterable[str]) -> list[ServerAddress]:
    found = []
    for name in names:
        try:
            found.append(configured.with_host(name))
        except AddressError:
            continue  # not a name without a port: nothing we would send a password to
    return found


def _share(limits: Limits, until: float, others: int) -> Limits:
    """Give connecting its part of the time left, so that a dead host leaves some for the rest."""
    left = max(0.0, until - monotonic())
    return replace(limits, deadline=left, connecting=left / (others + 1) if others else None)


def _log_on_here(line: Line, wanted: LogOn, limits: Limits) -> Session:
    until = monotonic() + limits.deadline
    query = f"?include={','.join(wanted.include)}" if wanted.include else ""
    answer = line.ask(
        LOG_ON,
        limits,
        body=settings(wanted.credentials, wanted.application_name),
        query=query,
        secrets=secrets_of(wanted.credentials),
    )
    answered = monotonic()
    connected = answer.decode(Connected)
    session_line = _session_line(line, answer, connected)
    if connected.features is None:
        left = max(0.0, until - monotonic())
        try:
            session_line.features = _features(line, Limits(left, limits.abort))
        except IcwsError:
            _end(session_line)
            raise
    else:
        session_line.features = Features.of(connected.features)
    return Session(session_line, _info(session_line, answer, connected, answered))


def _session_line(line: Line, answer: Answer, connected: Connected) -> SessionLine:
    token = connected.csrf_token or answer.headers.get(CSRF_HEADER.lower(), "")
    session_id = connected.session_id or answer.headers.get(SESSION_ID_HEADER.lower(), "")
    for value, name in ((token, "session token"), (session_id, "session id")):
        if not sendable(value):
            raise answer.unreadable(f"it has no usable {name}")
    session_line = SessionLine(line, session_id, Secret(token), Features())
    session_line.take_cookies(answer.set_cookies)
    if not session_line.has_cookies:
        raise answer.unreadable("it sets no session cookie; a proxy may have taken it out")
    return session_line


def _end(line: SessionLine) -> None:
    """End a session that nobody will have."""
    with suppress(IcwsError):  # the server ends it itself, later
        line.ask(LOG_OFF, deadline=END_WITHIN)


def _features(line: Line, limits: Limits) -> Features:
    try:
        return Features.of(line.ask(FEATURES, limits).decode(FeatureList).feature_info_list)
    except (NotFound, ResourceRemoved):
        return Features()  # so old that it has no list: nothing that needs one is there


def _info(line: SessionLine, answer: Answer, connected: Connected, answered: float) -> SessionInfo:
    station = connected.effective_station
    return SessionInfo(
        session_id=line.session_id,
        user_id=connected.user_id or "",
        user_display_name=connected.user_display_name or "",
        ic_server=connected.ic_server or "",
        address=line.address,
        alternates=host_names(connected.alternate_host_list),
        features=line.features,
        days_until_password_expiration=connected.days_until_password_expiration,
        server_time=server_time(connected.server_time_info, answered),
        default_workstation_id=connected.default_workstation_id,
        effective_station=station.station_id if station else None,
        version=connected.version,
        reference=answer.facts["reference"],
    )
