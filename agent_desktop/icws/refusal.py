"""From an answer that isn't a success to the error that says so."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from agent_desktop.icws.answer import Answer, struck, titled
from agent_desktop.icws.challenge import icws_challenge
from agent_desktop.icws.errors import (
    BadRequest,
    CampaignRefused,
    Forbidden,
    LicenceMissing,
    LogOnRefused,
    MethodNotAllowed,
    NoSuchCall,
    NotFound,
    RedirectRefused,
    ResourceRemoved,
    ServerFault,
    ServerRefused,
    SessionGone,
    TooManyRequests,
    Unavailable,
    UnexpectedStatus,
)
from agent_desktop.icws.reading import UNREADABLE, decode
from agent_desktop.icws.wire import ErrorBody

# Reference section 1: the 400 of wrong credentials.
AUTHENTICATION_FAILURE = "error.request.connection.authenticationFailure"

_LONGEST_MESSAGE = 1000
_LONGEST_ID = 200

_BY_STATUS: Mapping[int, type[ServerRefused]] = {
    400: BadRequest,
    401: SessionGone,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    410: ResourceRemoved,
    429: TooManyRequests,
    500: ServerFault,
    503: Unavailable,
}

# A page from something in between says nothing about licences and calls.
_OF_A_PROXY: Mapping[type[ServerRefused], type[ServerRefused]] = {
    LicenceMissing: Forbidden,
    NoSuchCall: NotFound,
}


def refusal(
    answer: Answer, meanings: Mapping[int, type[ServerRefused]], secrets: Sequence[str]
) -> ServerRefused:
    """Return the error for an answer.

    `meanings` are what the resource itself declares for a status. `secrets` were sent with the
    request and are struck out where the server says them back.
    """
    body = _error_body(answer)
    kind = _kind(answer, meanings, body)
    message = _text(body.message, _LONGEST_MESSAGE, secrets)
    error = kind(
        _sentence(kind, answer, message, secrets),
        status=answer.status,
        error_id=_text(body.error_id, _LONGEST_ID, secrets),
        error_code=_int(body.error_code),
        message=message,
        **answer.facts,
    )
    if isinstance(error, TooManyRequests | Unavailable):
        error.retry_after = _retry_after(answer.headers)
    match error:
        case BadRequest():
            error.property_name = _text(body.property_name, _LONGEST_ID, secrets)
            if isinstance(error, CampaignRefused):
                error.logon_error = _int(body.logon_error)
        case SessionGone():
            challenge = icws_challenge(answer.headers.get("www-authenticate", ""))
            error.realm = struck(challenge.realm, secrets)
            error.location = struck(challenge.location, secrets)
        case Unavailable():
            error.alternates = host_names(body.alternate_host_list)
        case RedirectRefused():
            error.location = struck(_location_host(answer.headers.get("location", "")), secrets)
    return error


def host_names(found: object) -> tuple[str, ...]:
    """Return the texts of a list of host names, whatever else may be in it."""
    if not isinstance(found, list | tuple):
        return ()
    return tuple(name.strip() for name in found if isinstance(name, str) and name.strip())


def _kind(
    answer: Answer, meanings: Mapping[int, type[ServerRefused]], body: ErrorBody
) -> type[ServerRefused]:
    if 300 <= answer.status < 400:
        return RedirectRefused
    kind = meanings.get(answer.status) or _BY_STATUS.get(answer.status, UnexpectedStatus)
    if kind is LogOnRefused and not _about_credentials(body):
        return BadRequest
    return _OF_A_PROXY.get(kind, kind) if answer.web_page else kind


def _about_credentials(body: ErrorBody) -> bool:
    """Tell wrong credentials from a malformed log-on; old servers leave the errorId out."""
    if isinstance(body.error_id, str) and body.error_id:
        return body.error_id.startswith(AUTHENTICATION_FAILURE)
    return body.property_name is None and isinstance(body.message, str)


def _sentence(
    kind: type[ServerRefused], answer: Answer, message: str, secrets: Sequence[str]
) -> str:
    if answer.web_page:
        title = titled(answer.page_title, secrets)
        return (
            f"{kind.lead} (status {answer.status}): a web page{title} came, "
            "probably from a proxy in between."
        )
    if message:
        return f"{kind.lead}: {message}"
    return f"{kind.lead} (status {answer.status}) and didn't say more."


def _error_body(answer: Answer) -> ErrorBody:
    """Read what there is of an error body; it may be missing, cut off or not JSON at all."""
    try:
        return decode(answer.body, ErrorBody)
    except UNREADABLE:
        return ErrorBody()


def _text(value: Any, longest: int, secrets: Sequence[str]) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", struck(value, secrets)).split())[:longest]


def _int(value: Any) -> int | None:
    return value if type(value) is int else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds to wait: the server's own, or up to its date (RFC 9110 section 10.2.3)."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    until = _http_date(text)
    if until is None:
        return None
    # The server's date is for the server's clock: this computer's may be wrong.
    now = _http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _location_host(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""
