"""The Flask application: every resource behind the gate, with faults and the journal around it."""

import json
import re
import time
from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map

from agent_desktop.simulator import delivery
from agent_desktop.simulator.areas import RESOURCES
from agent_desktop.simulator.areas.messaging import STREAM_VERSION
from agent_desktop.simulator.assumptions import CODE_NO_SESSION_ID
from agent_desktop.simulator.clock import utc_now
from agent_desktop.simulator.control import control
from agent_desktop.simulator.exchange import MEDIA_TYPE, Answer, Exchange, Resource
from agent_desktop.simulator.faults import FaultRule
from agent_desktop.simulator.gate import admit, body_of, check_accept
from agent_desktop.simulator.journal import Journal, shown_body, shown_headers
from agent_desktop.simulator.refusals import Refusal, unauthorized, unsupported
from agent_desktop.simulator.texts import language_of, text
from agent_desktop.simulator.world import World

TRUNCATED_BY: Final = 64
"""Bytes that a truncated answer's Content-Length promises beyond what comes."""
_PATH: Final = re.compile(r"/icws/(?:(\d+)/)?(.*)")
_PROXY_PREFIX: Final = re.compile(r"^(?:/[^/]+)*?/api/[^/]+(?=/icws/)")
CONTROL_PREFIX: Final = "/simulator/"


def create_app(world: World, journal: Journal) -> Flask:
    """Return the WSGI application that serves a world."""
    app = Flask("simulator", static_folder=None)
    for number, resource in enumerate(RESOURCES):
        place = "/icws/<session_id>/" if resource.in_session else "/icws/"
        app.add_url_rule(
            place + resource.path,
            endpoint=str(number),
            view_func=_view(world, resource),
            methods=[resource.method],
            provide_automatic_options=False,
        )
    app.register_blueprint(control(world, journal))
    served = app.url_map

    @app.before_request
    def arrive() -> Response | None:
        if request.path.startswith(CONTROL_PREFIX):
            return None
        g.started = time.monotonic()
        g.entry = _arrival(world)
        return _strike(world)

    @app.after_request
    def leave(response: Response) -> Response:
        if request.path.startswith(CONTROL_PREFIX):
            return response
        rule: FaultRule | None = g.get("fault")
        if rule is not None:
            _spoil(rule, response)
        journal.record(_departure(response, rule))
        return response

    @app.errorhandler(Refusal)
    def refuse(refusal: Refusal) -> Response:
        return _refused(world, refusal)

    @app.errorhandler(HTTPException)
    def stray(error: HTTPException) -> Response:
        return _refused(world, _stray(served, error))

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        app.logger.error("A request failed in the simulator", exc_info=error)
        return _refused(world, Refusal(500, "server_fault"))

    inner = app.wsgi_app

    def behind_proxy(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        # A web proxy in front keeps the host in the path (reference section 0).
        environ["PATH_INFO"] = _PROXY_PREFIX.sub("", environ["PATH_INFO"])
        return inner(environ, start_response)

    app.wsgi_app = behind_proxy  # type: ignore[method-assign]  # Flask's documented way
    return app


def _view(world: World, resource: Resource) -> Callable[..., Response]:
    def view(**parameters: str) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        host = _host()
        with world.lock:
            session = None
            if resource.in_session:
                session = admit(world, resource, parameters.pop("session_id"), headers, host)
            if not world.supports(*resource.feature):
                raise unsupported()
            streams = resource.streams and world.supports("messaging", STREAM_VERSION)
            check_accept(headers.get("accept", ""), streams=streams)
            exchange = Exchange(
                world=world,
                body=body_of(request.method, headers.get("content-type", ""), request.get_data()),
                headers=request.headers,
                query=request.args,
                parameters=parameters,
                host=host,
                language=session.language if session else _language(),
                encrypted=request.scheme == "https",
                current_session=session,
            )
            answer = resource.answer(exchange)
            g.session = exchange.current_session
        return _response(answer)

    return view


def _host() -> str:
    return str(request.environ["SERVER_NAME"])


def _language() -> str:
    return language_of(request.headers.get("Accept-Language", ""))


def _response(answer: Answer) -> Response:
    headers = {"Cache-Control": "no-cache, no-store, must-revalidate", **answer.headers}
    if answer.stream is not None:
        return Response(answer.stream, answer.status, headers, direct_passthrough=True)
    payload = b""
    if answer.body is not None:
        payload = json.dumps(answer.body, ensure_ascii=False).encode("utf-8")
        headers.setdefault("Content-Type", MEDIA_TYPE)
    response = Response(payload, answer.status, headers)
    if answer.body is None:
        del response.headers["Content-Type"]
    return response


def _refused(world: World, refusal: Refusal) -> Response:
    matched = _PATH.fullmatch(request.path)
    session = world.sessions.get(matched[1]) if matched and matched[1] else None
    language = session.language if session else _language()
    body = refusal.body(language, error_ids=world.manners.error_ids)
    return _response(Answer(refusal.status, body, refusal.headers))


def _stray(served: Map, error: HTTPException) -> Refusal:
    """Return what a path or method that isn't served deserves."""
    matched = _PATH.fullmatch(request.path)
    if matched and not matched[1]:
        try:
            served.bind("").match(f"/icws/0/{matched[2]}", method=request.method)
        except HTTPException:
            pass
        else:
            return unauthorized("no_session_id", CODE_NO_SESSION_ID)
    if isinstance(error, MethodNotAllowed):
        return Refusal(
            405,
            "method_not_allowed",
            error_id="error.request.accessDenied.httpMethodNotAllowed",
            headers={"Allow": ", ".join(sorted(error.valid_methods or []))},
        )
    if isinstance(error, NotFound):
        return unsupported()
    return Refusal(error.code or 500, "server_fault")


def _route() -> str:
    matched = _PATH.fullmatch(request.path)
    return matched[2] if matched else request.path


def _strike(world: World) -> Response | None:
    """Let something go wrong with the request before it is handled, if it should."""
    with world.lock:
        rule = world.faults.strike(request.method, _route())
        g.fault = rule
        matched = _PATH.fullmatch(request.path)
        session = world.sessions.get(matched[1]) if matched and matched[1] else None
        if rule is None:
            return None
        if rule.kind == "expire_session" and session is not None:
            reason = text("session_expired", session.language)
            world.sessions.end(session, reason, should_reconnect=True, silent=True)
        if rule.kind == "lose_cookie" and session is not None:
            session.lose_cookie()
    if rule.kind == "delay":
        time.sleep(rule.seconds)
    if rule.kind == "status":
        return _made_up(rule)
    if rule.kind in {"hang", "reset_before"}:
        return Response(status=500)
    return None


def _made_up(rule: FaultRule) -> Response:
    body: Any = rule.body
    if body is None and (rule.error_id is not None or rule.message is not None):
        body = {"message": rule.message or ""}
        if rule.error_id is not None:
            body["errorId"] = rule.error_id
    payload = body if isinstance(body, str) else "" if body is None else json.dumps(body)
    headers = {"Content-Type": MEDIA_TYPE, **rule.headers}
    return Response(payload, rule.status, headers)


_DELIVERIES: Final[dict[str, delivery.Delivery]] = {
    "hang": delivery.never,
    "reset_before": delivery.reset,
    "reset_after": delivery.reset,
    "half_close": delivery.half,
    "truncate": delivery.then_end,
}


def _spoil(rule: FaultRule, response: Response) -> None:
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


def _arrival(world: World) -> dict[str, Any]:
    """Return what the journal says of a request as it arrives."""
    path, _, query = str(request.environ["REQUEST_URI"]).partition("?")
    matched = _PATH.fullmatch(request.path)
    body = shown_body(request.get_data())
    entry: dict[str, Any] = {
        "at": utc_now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "ms": None,
        "session": matched[1] if matched else None,
        "user": body.get("userID") if isinstance(body, dict) else None,
        "method": request.method,
        "path": path,
        "query": query,
        "headers": shown_headers(dict(request.headers)),
        "body": body,
        "requestId": request.headers.get("X-Request-ID"),
    }
    with world.lock:
        session = world.sessions.get(entry["session"] or "")
        if session is not None:
            entry["user"] = session.user.id
        if _route() == "dialer/update-stage":
            sent = body if isinstance(body, dict) else {}
            campaign_id = sent.get("campaignId")
            call = None
            if session is not None and isinstance(campaign_id, str):
                call = world.agents.of(session).call_on(campaign_id)
            entry["stage"] = {
                "campaignId": campaign_id,
                "newStageId": sent.get("newStageId"),
                "agentId": sent.get("agentId"),
                "interactionId": call.id if call is not None else None,
                "callState": call.state if call is not None else None,
            }
    return entry


def _departure(response: Response, rule: FaultRule | None) -> dict[str, Any]:
    """Return the journal's entry once the answer is ready."""
    entry: dict[str, Any] = g.entry
    session = g.get("session")
    if session is not None:
        entry |= {"session": session.id, "user": session.user.id}
    unanswered = rule is not None and rule.kind in {"hang", "reset_before"}
    entry["ms"] = round((time.monotonic() - g.started) * 1000, 1)
    entry["status"] = None if unanswered else response.status_code
    entry["fault"] = rule.kind if rule is not None else None
    return entry
