"""What only a session shows: log-on, station, licence, messages. It is always ended again."""

import threading
from collections.abc import Generator
from contextlib import closing
from time import monotonic

from agent_desktop.checks.advice import Look, failure, tried
from agent_desktop.checks.finding import Check, Finding, failed, not_tried, ok, took, warning
from agent_desktop.checks.target import Target
from agent_desktop.icws import (
    Abort,
    Aborted,
    BadRequest,
    Client,
    FeatureMissing,
    IcCredentials,
    IcwsError,
    LicenceMissing,
    NotFound,
    ServerRefused,
    Session,
    StreamAlive,
)

LOG_OFF_WITHIN = 4.0
MESSAGE_WITHIN = 10.0
DAYS_TO_WARN = 7
# A campaign that none has: asking for its form shows whether Dialer has a licence for the asker,
# and changes nothing. A Dialer log-in would put the agent into campaigns.
NO_CAMPAIGN = "00000000-0000-0000-0000-000000000000"
OF_A_SESSION = (Check.LOG_ON, Check.STATION, Check.LICENCE, Check.MESSAGES, Check.LOG_OFF)


def look_into_session(
    client: Client, target: Target, credentials: IcCredentials, abort: Abort
) -> Generator[Finding, None, None]:
    """Log on, look, and log off again: also where the abort is thrown, or nobody looks on.

    The log-on itself runs to its own end, since a session may have begun that nobody knows of.
    """
    started = monotonic()
    try:
        session = client.log_on(credentials, deadline=target.deadline)
    except IcwsError as error:
        yield failure(Check.LOG_ON, error)
        yield from (not_tried(each, "nobody is logged on") for each in OF_A_SESSION[1:])
        return
    gone: list[IcwsError | None] = []
    try:
        yield _logged_on(session, started)
        looks: tuple[tuple[Check, Look], ...] = (
            (Check.STATION, lambda: _station(session, target, abort)),
            (Check.LICENCE, lambda: _licence(session, target, abort)),
            (Check.MESSAGES, lambda: _messages(session, abort)),
        )
        for check, look in looks:
            yield tried(check, look, abort)
        gone.append(_log_off(session))
        yield _logged_off(gone[0], target)
    finally:
        if not gone:
            _log_off(session)


def _logged_on(session: Session, started: float) -> Finding:
    info = session.info
    what = f"{info.user_id or 'the user'} is logged on at {info.address} ({took(started)})"
    if info.alternates:
        what += f"; alternates: {', '.join(info.alternates)}"
    days = info.days_until_password_expiration
    if days is not None and 0 <= days <= DAYS_TO_WARN:
        advice = "Change the password in the vendor's client before it expires."
        return warning(Check.LOG_ON, f"{what}; the password expires in {days} days", advice)
    return ok(Check.LOG_ON, what)


def _station(session: Session, target: Target, abort: Abort) -> Finding:
    check = Check.STATION
    if target.station is None:
        return not_tried(check, "no --station is named")
    try:
        session.set_station(target.station, ready=False, deadline=target.deadline, abort=abort)
    except ServerRefused as error:
        advice = (
            "Check its name and its licence, and whether it or the user is at work already: the "
            "log-on dialog would say the same."
        )
        return failed(check, str(error).rstrip("."), advice, error.reference)
    return ok(check, "the server gives it to this user; it is left again")


def _licence(session: Session, target: Target, abort: Abort) -> Finding:
    check = Check.LICENCE
    try:
        session.request_form_definition(NO_CAMPAIGN, deadline=target.deadline, abort=abort)
    except LicenceMissing as error:
        if target.station is None:
            return warning(
                check,
                "the user has no Dialer Add-on licence; no station was looked at",
                "A licence may be the station's: try with --station.",
                error.reference,
            )
        return failed(
            check,
            "neither the user nor the station has a Dialer Add-on licence available",
            "Have one assigned to either in Interaction Administrator.",
            error.reference,
        )
    except FeatureMissing:
        return not_tried(check, "the server's Dialer is too old to be asked")
    except (BadRequest, NotFound) as error:  # it knows no such campaign, as it should
        if not error.message:
            return failure(check, error)
    return ok(check, "Dialer answers, and misses no Dialer Add-on licence")


def _messages(session: Session, abort: Abort) -> Finding:
    """Ask for the user's own status by message, and wait for the message."""
    check = Check.MESSAGES
    user = session.info.user_id
    by = "event stream" if session.features.supports("messaging", 2) else "asking every second"
    enough = Abort()  # a stream has no end
    clock = threading.Timer(MESSAGE_WITHIN, enough.abort)
    clock.daemon = True
    abort.listen(enough.abort)
    started = monotonic()
    alive = False
    try:
        clock.start()
        session.subscribe_user_statuses([user], deadline=MESSAGE_WITHIN, abort=enough)
        with closing(session.messages(enough)) as messages:
            for message in messages:
                if not isinstance(message, StreamAlive):
                    return ok(check, f"the first came after {took(started)}, by {by}")
                alive = True
    except Aborted:
        if abort.aborted:
            raise
    finally:
        clock.cancel()
        abort.forget(enough.abort)
    if alive:
        return warning(
            check,
            f"the channel is open (by {by}), but no message came within {MESSAGE_WITHIN:g} s",
            "Check that no proxy or scanner in between holds event streams back.",
        )
    return failed(
        check,
        f"no message channel came about within {MESSAGE_WITHIN:g} s (by {by})",
        "Check that no proxy or scanner in between holds event streams back.",
    )


def _log_off(session: Session) -> IcwsError | None:
    """End the session, whatever was thrown; return why it couldn't be, if so."""
    try:
        session.log_off(deadline=LOG_OFF_WITHIN)
    except IcwsError as error:
        return error
    return None


def _logged_off(error: IcwsError | None, target: Target) -> Finding:
    if error is None:
        station = ", and the station with it" if target.station is not None else ""
        return ok(Check.LOG_OFF, f"the session is ended{station}")
    advice = "The server ends the session by itself after a while."
    return warning(Check.LOG_OFF, str(error).rstrip("."), advice, error.reference)
