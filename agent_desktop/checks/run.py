"""All checks in their order; one that needs what has failed isn't tried."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from agent_desktop.checks.advice import Look, failure, tried
from agent_desktop.checks.encryption import look_at_encryption
from agent_desktop.checks.finding import Check, Finding, Verdict, not_tried
from agent_desktop.checks.server import (
    look_at_clock,
    look_at_features,
    look_at_log_on_ways,
    look_at_version,
)
from agent_desktop.checks.session import OF_A_SESSION, look_into_session
from agent_desktop.checks.target import Target
from agent_desktop.checks.way import look_for_proxy, look_up, try_to_connect
from agent_desktop.icws import Abort, Client, InvalidRequest

_NETWORK = (Check.DNS, Check.TCP, Check.TLS)
_SERVER = (Check.CLOCK, Check.FEATURES, Check.LOG_ON_WAYS)
# A shorter one is no secret worth the holes it would make in a sentence.
_SHORTEST_SECRET = 4


def look(target: Target, abort: Abort) -> Generator[Finding, None, None]:
    """Yield what each check finds, as soon as it is known. Never raises, never hangs.

    A password that the server says back, to whatever request, is struck out.
    """
    password = target.credentials.password.reveal() if target.credentials else ""
    with closing(_look(target, abort)) as looks:
        for finding in looks:
            yield _struck(finding, password)


def _look(target: Target, abort: Abort) -> Generator[Finding, None, None]:
    way, found = look_for_proxy(target.address)
    yield found
    looks: tuple[Look, ...] = (
        lambda: look_up(way, abort),
        lambda: try_to_connect(way, abort),
        lambda: look_at_encryption(target, way, abort),
    )
    ended = found.verdict is Verdict.FAILED
    for check, each in zip(_NETWORK, looks, strict=True):
        found = not_tried(check, "see above") if ended else tried(check, each, abort)
        ended = ended or found.verdict is Verdict.FAILED
        yield found
    if ended:
        yield from _none_of(target, "there is no way to the server")
        return
    try:
        client = Client(
            target.address,
            trust=target.trust,
            plain_http_allowed=target.plain_http_allowed,
            language=target.language,
            application_name="Agent Desktop check",
            deadline=target.deadline,
        )
    except InvalidRequest as error:
        yield failure(Check.VERSION, error)
        yield from _none_of(target, "see above", but=Check.VERSION)
        return
    with client:
        yield from _server(client, target, abort)


def _server(client: Client, target: Target, abort: Abort) -> Generator[Finding, None, None]:
    limit = target.deadline
    first = tried(Check.VERSION, lambda: look_at_version(client, limit, abort), abort)
    yield first
    if first.verdict is Verdict.FAILED:
        yield from _none_of(target, "no IC server answers", but=Check.VERSION)
        return
    looks: tuple[Look, ...] = (
        lambda: look_at_clock(client, limit, abort),
        lambda: look_at_features(client, limit, abort),
        lambda: look_at_log_on_ways(client, limit, abort),
    )
    for check, each in zip(_SERVER, looks, strict=True):
        yield tried(check, each, abort)
    if target.credentials is None:
        return
    if abort.aborted:
        yield from (not_tried(check, "stopped") for check in OF_A_SESSION)
        return
    yield from look_into_session(client, target, target.credentials, abort)


def _struck(finding: Finding, password: str) -> Finding:
    if len(password) < _SHORTEST_SECRET:
        return finding
    return replace(
        finding,
        what=finding.what.replace(password, "•••"),
        advice=finding.advice.replace(password, "•••"),
    )


def _none_of(target: Target, why: str, but: Check | None = None) -> Iterator[Finding]:
    """Yield the checks of the server, and of a session where one was wanted, as not tried."""
    rest = (Check.VERSION, *_SERVER, *(OF_A_SESSION if target.credentials else ()))
    return (not_tried(check, why) for check in rest if check is not but)
