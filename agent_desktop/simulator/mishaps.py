"""Faults as they meet a request: before it is handled, to its answer, or on the wire."""

import json
import time
from typing import Any, Final

from flask import Response, request

from agent_desktop.simulator import delivery
from agent_desktop.simulator.exchange import MEDIA_TYPE
from agent_desktop.simulator.faults import FaultRule
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.texts import text
from agent_desktop.simulator.world import World

TRUNCATED_BY: Final = 64
"""Bytes that a truncated answer's Content-Length promises beyond what comes."""
UNHANDLED: Final = frozenset({"hang", "reset_before"})
"""Kinds with which a request is neither handled nor answered."""

_DELIVERIES: Final[dict[str, delivery.Delivery]] = {
    "hang": delivery.never,
    "reset_before": delivery.reset,
    "reset_after": delivery.reset,
    "half_close": delivery.half,
    "truncate": delivery.then_end,
}


def before(rule: FaultRule, world: World, session: Session | None) -> Response | None:
    """Let something go wrong before the request is handled; an answer here is instead of that."""
    if session is not None:
        with world.lock:
            if rule.kind == "expire_session":
                reason = text("session_expired", session.language)
                back = rule.should_reconnect
                world.sessions.end(session, reason, should_reconnect=back, silent=True)
            elif rule.kind == "lose_cookie":
                session.lose_cookie()
    if rule.kind == "delay":
        time.sleep(rule.seconds)
    if rule.kind == "status":
        return _made_up(rule)
    if rule.kind in UNHANDLED:
        return Response(status=500)
    return None


def after(rule: FaultRule, response: Response) -> None:
    """Let something go wrong with the answer."""
    environ = request.environ
    if rule.kind in _DELIVERIES:
        environ[delivery.DELIVERY] = _DELIVERIES[rule.kind]
    if rule.kind == "drip":
        environ[delivery.DELIVERY] = delivery.dripping(rule.bytes, rule.interval)
    elif rule.kind == "truncate" and not response.direct_passthrough:
        response.content_length = len(response.get_data()) + TRUNCATED_BY
    elif rule.kind == "media_type":
        response.headers["Content-Type"] = rule.media_type
    elif rule.kind == "broken_json" and not response.direct_passthrough:
        whole = response.get_data()
        response.set_data(whole[:-1] if whole else b'{"message": ')
        response.headers.setdefault("Content-Type", MEDIA_TYPE)
    elif rule.kind == "lose_cookie":
        response.headers.remove("Set-Cookie")


def _made_up(rule: FaultRule) -> Response:
    body: Any = rule.body
    if body is None and (rule.error_id is not None or rule.message is not None):
        body = {"message": rule.message or ""}
        if rule.error_id is not None:
            body["errorId"] = rule.error_id
    payload = body if isinstance(body, str) else "" if body is None else json.dumps(body)
    return Response(payload, rule.status, {"Content-Type": MEDIA_TYPE, **rule.headers})
