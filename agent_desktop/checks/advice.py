"""How a look is tried, and what an error of the protocol means to support staff."""

from collections.abc import Callable

from agent_desktop.checks.finding import Check, Finding, failed, not_tried
from agent_desktop.icws import (
    Abort,
    Aborted,
    CertificateRejected,
    ConnectTimeout,
    Forbidden,
    IcwsError,
    LogOnRefused,
    NoAnswer,
    NotFound,
    PlainHttpRefused,
    ProxyFailed,
    RedirectRefused,
    ResourceRemoved,
    ServerFault,
    SessionGone,
    TooManyRequests,
    Unavailable,
    UnexpectedStatus,
    Unreachable,
    UnreadableAnswer,
)

Look = Callable[[], Finding]

_NOT_ICWS = "Check address and port: what answers there isn't an IC server (ICWS, port 8019)."
_ADVICE: tuple[tuple[type[IcwsError], str], ...] = (
    (LogOnRefused, "Check user id and password, and whether the user is locked in the IC server."),
    (CertificateRejected, "See the line about TLS."),
    (PlainHttpRefused, "Use https, or have an administrator permit it (plain_http_allowed)."),
    (ProxyFailed, "Check the proxy of this computer's settings, or except the server from it."),
    (ConnectTimeout, "Try again; if it stays so, check what stands between here and the server."),
    (Unreachable, "See the lines about the network."),
    (NoAnswer, "Try again; if it stays so, look at the server's load and at what is in between."),
    (RedirectRefused, "Use the address that the server is really at; a sign-in page points away."),
    (SessionGone, "Somebody else may have logged on as this user. Try again."),
    (Unavailable, "The server takes no sessions: it may be the backup one, or starting."),
    (Forbidden, "Have the user given the right for it in Interaction Administrator."),
    (TooManyRequests, "Wait a moment and try again."),
    (ServerFault, "Look into the log of the IC server by the reference."),
    (ResourceRemoved, "The server is of a version that no longer has this."),
    (UnreadableAnswer, _NOT_ICWS),
    (NotFound, _NOT_ICWS),
    (UnexpectedStatus, _NOT_ICWS),
)
_ELSE = "Look into the log of the IC server by the reference."


def tried(check: Check, look: Look, abort: Abort) -> Finding:
    """Return what a look finds: an error is a finding too, and nothing is tried once stopped."""
    try:
        return not_tried(check, "stopped") if abort.aborted else look()
    except Aborted:
        return not_tried(check, "stopped")
    except IcwsError as error:
        return failure(check, error)


def failure(check: Check, error: IcwsError) -> Finding:
    """Return what an error found out."""
    advice = next((words for kind, words in _ADVICE if isinstance(error, kind)), _ELSE)
    return failed(check, _sentence(error), advice, error.reference)


def _sentence(error: IcwsError) -> str:
    """Return the error's sentence as the middle of a line."""
    return str(error).rstrip(".")
