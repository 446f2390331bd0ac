"""What a request must show before an area hears of it: session, token, cookie, media types.

Source: reference section 0, with its row "Server tolerance seen in real clients", and section 1,
Expiry.
"""

import secrets

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.body import Body, read_body
from agent_desktop.simulator.exchange import EVENT_STREAM, Resource
from agent_desktop.simulator.refusals import Refusal, expired, unauthorized
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.world import World

OWN_MEDIA_TYPES = {"application/vnd.inin.icws+json", "application/json"}
ACCEPTABLE = OWN_MEDIA_TYPES | {"application/*", "*/*"}


def admit(
    world: World, resource: Resource, session_id: str, headers: dict[str, str], host: str
) -> Session:
    """Return the session of a request, or raise the 401 it deserves. `headers` in lower case."""
    token = headers.get("inin-icws-csrf-token")
    if resource.token and not token:
        raise unauthorized("token_missing", assumptions.CODE_TOKEN_MISSING)
    session = world.sessions.get(session_id)
    cookie = cookies(headers.get("cookie", "")).get(f"icws_{session_id}")
    if cookie is None:
        raise unauthorized("no_session_id", assumptions.CODE_COOKIE_MISSING)
    if session is None or session.host != host or not _same(session.cookie_value, cookie):
        raise expired()
    if resource.token and not _same(session.csrf_token, token or ""):
        raise expired()
    world.expire_if_idle(session)
    if not session.up and not resource.ended:
        raise expired()
    session.seen = world.clock.real()
    return session


def _same(known: str, given: str) -> bool:
    return secrets.compare_digest(known.encode(), given.encode())


def cookies(header: str) -> dict[str, str]:
    """Return the cookies of a request: split at ``;`` only, values may hold ``|`` and ``=``.

    A whole Set-Cookie text sent back as Cookie reads the same.
    """
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs if name}


def body_of(method: str, content_type: str, payload: bytes) -> Body:
    """Return a request's body, or raise 400 or 415. GET and DELETE may carry ``{}``."""
    if method in {"GET", "DELETE"}:
        if payload.strip() not in {b"", b"{}"}:
            raise Refusal(400, "unreadable_body", error_id=assumptions.ID_UNREADABLE_BODY)
        return Body({})
    media_type, _, parameters = content_type.lower().partition(";")
    charset = parameters.strip().removeprefix("charset=").strip('"')
    if payload and media_type.strip() not in OWN_MEDIA_TYPES | {""}:
        raise _wrong_media_type()
    if payload and charset not in {"", "utf-8", "utf8"}:
        raise _wrong_media_type()
    return read_body(payload)


def _wrong_media_type() -> Refusal:
    return Refusal(
        assumptions.WRONG_MEDIA_TYPE_STATUS,
        "wrong_media_type",
        error_id=assumptions.ID_WRONG_MEDIA_TYPE,
    )


def check_accept(accept: str, *, streams: bool) -> None:
    """Raise 406 unless what can be produced is accepted."""
    accepted = {part.partition(";")[0].strip().lower() for part in accept.split(",")} - {""}
    produced = ACCEPTABLE | ({EVENT_STREAM, "text/*"} if streams else set())
    if accepted and not accepted & produced:
        raise Refusal(
            assumptions.NOT_ACCEPTABLE_STATUS,
            "not_acceptable",
            error_id=assumptions.ID_NOT_ACCEPTABLE,
        )
