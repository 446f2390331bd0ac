"""From the protocol's errors to what the desk knows of them."""

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.links import LinkPart
from agent_desktop.desk.logon import LogOnFault, LogOnProblem
from agent_desktop.desk.stages import Verdict
from agent_desktop.icws import (
    Aborted,
    CertificateRejected,
    IcwsError,
    InvalidRequest,
    LicenceMissing,
    LogOnRefused,
    MethodNotAllowed,
    NoAnswer,
    NoNetwork,
    NotFound,
    PlainHttpRefused,
    ProxyFailed,
    RedirectRefused,
    ServerRefused,
    SessionGone,
    Unavailable,
    UnexpectedStatus,
    UnknownHost,
    Unreachable,
    UnreadableAnswer,
)


def answer_of(error: BaseException) -> Answer:
    """Return what may be shown and copied of an error; never a secret, never contact data."""
    if isinstance(error, IcwsError):
        return Answer(
            status=error.status,
            error_id=error.error_id or "",
            message=error.message or "",
            reference=error.reference or "",
            detail=str(error),
            licence_missing=isinstance(error, LicenceMissing),
            retry_after=error.retry_after if isinstance(error, ServerRefused) else None,
        )
    return Answer(detail=type(error).__name__)


def verdict_of(error: BaseException) -> Verdict:
    """Return what an error means for a stage that was asked for."""
    if isinstance(error, SessionGone):
        return Verdict.SESSION_GONE
    if isinstance(error, Unreachable | InvalidRequest):
        return Verdict.NOT_SENT
    if isinstance(error, ServerRefused) and 400 <= (error.status or 0) < 500:
        return Verdict.REFUSED
    # 5xx and a lost answer: the server may have moved the call before it failed. Any other
    # status says neither yes nor no, and may come from something in between.
    return Verdict.NOT_CONFIRMED


def broken_part(error: BaseException) -> LinkPart | None:
    """Return which part of the way to the server an error shows to be down, where that is clear."""
    # A name that was found before, a portal in between: this computer's network is another now.
    if isinstance(error, NoNetwork | UnknownHost | ProxyFailed | RedirectRefused):
        return LinkPart.NETWORK
    if isinstance(error, Unreachable | Unavailable):
        return LinkPart.SERVER
    return None


def log_on_problem(error: BaseException, server: str) -> LogOnProblem:
    """Return why logging on failed."""
    answer = answer_of(error)
    named = getattr(error, "host", "")
    # A port may be what is wrong, but never with a name that isn't found.
    host = server if named in server and not isinstance(error, UnknownHost) else named
    faults: tuple[tuple[tuple[type[BaseException], ...], LogOnFault], ...] = (
        ((LogOnRefused,), LogOnFault.CREDENTIALS),
        ((CertificateRejected,), LogOnFault.CERTIFICATE),
        ((PlainHttpRefused,), LogOnFault.PLAIN_HTTP),
        ((NoNetwork,), LogOnFault.NO_NETWORK),
        ((UnknownHost,), LogOnFault.UNKNOWN_HOST),
        ((Unavailable,), LogOnFault.NO_SESSIONS),
        ((RedirectRefused,), LogOnFault.REDIRECTED),
        ((Unreachable,), LogOnFault.UNREACHABLE),
        ((NoAnswer, TimeoutError, Aborted), LogOnFault.TIMEOUT),
        ((UnreadableAnswer, UnexpectedStatus), LogOnFault.NOT_ICWS),
    )
    if isinstance(error, NotFound | MethodNotAllowed) and not error.message:
        # An IC server would have said why (reference section 5): this is some other web server.
        return LogOnProblem(LogOnFault.NOT_ICWS, host, answer, _others(error, server))
    for kinds, fault in faults:
        if isinstance(error, kinds):
            return LogOnProblem(fault, host, answer, _others(error, server))
    return LogOnProblem(LogOnFault.SERVER, host, answer, _others(error, server))


def _others(error: BaseException, server: str) -> tuple[str, ...]:
    if isinstance(error, RedirectRefused):
        return (error.location,) if error.location else ()
    if isinstance(error, IcwsError):
        return tuple(host for host in error.hosts_tried if host != server)
    return ()
