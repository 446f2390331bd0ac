"""The Flask application: every resource behind the gate, with faults and the journal around it."""

import json
import re
import time
from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map

from agent_desktop.simulator import mishaps
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
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.texts import language_of
from agent_desktop.simulator.world import World

CONTROL_PREFIX: Final = "/simulator/"
_PATH: Final = re.compile(r"/icws/(?:(\d+)/)?(.*)")
_PROXY_PREFIX: Final = re.compile(r"^(?:/[^/]+)*?/api/[^/]+(?=/icws/)")


def create_app(world: World, journal: Journal, control_key: str) -> Flask:
    """Return the WSGI application that serves a world, steered by whoever has the key."""
    app = Flask("simulator", static_folder=None)
    app.url_map.merge_slashes = False
    for number, resource in enumerate(RESOURCES):
        place = "/icws/<session_id>/" if resource.in_session else "/icws/"
        app.add_url_rule(
            place + resource.path,
            endpoint=str(number),
            view_func=_view(world, resource),
            methods=[resource.method],
            provide_automatic_options=False,
        )
    app.register_blueprint(control(world, journal, control_key))
    _frame(app, world, journal)
    _refuse_errors(app, world)
    inner = app.wsgi_app

    def behind_proxy(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        # A web proxy in front keeps the host in the path (reference section 0).
        environ["PATH_INFO"] = _PROXY_PREFIX.sub("", environ["PATH_INFO"])
        return inner(environ, start_response)

    app.wsgi_app = behind_proxy  # type: ignore[method-assign]  # Flask's documented way
    return app


def _frame(app: Flask, world: World, journal: Journal) -> None:
    """Put faults and the journal around every request but the simulator's own."""

    @app.before_request
    def arrive() -> Response | None:
        if request.path.startswith(CONTROL_PREFIX):
            return None
        g.started = time.monotonic()
        with world.lock:
            g.entry = _arrival(world)
            rule = world.faults.strike(request.method, _route())
        g.fault = rule
        return mishaps.before(rule, world, _named_session(world)) if rule is not None else None

    @app.after_request
    def leave(response: Response) -> Response:
        if request.path.startswith(CONTROL_PREFIX):
            return response
        rule: FaultRule | None = g.get("fault")
        if rule is not None:
            mishaps.after(rule, response)
        journal.record(_departure(response, rule))
        return response


def _refuse_errors(app: Flask, world: World) -> None:
    """Answer whatever goes wrong with an error body (reference section 5)."""

    @app.errorhandler(Refusal)
    def refuse(refusal: Refusal) -> Response:
        return _refused(world, refusal)

    @app.errorhandler(HTTPException)
    def stray(error: HTTPException) -> Response:
        return _refused(world, _stray(app.url_map, error))

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        app.logger.error("A request failed in the simulator", exc_info=error)
        return _refused(world, Refusal(500, "server_fault"))


def _view(world: World, resource: Resource) -> Callable[..., Response]:
    def view(**parameters: str) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        host = str(request.environ["SERVER_NAME"])
        with world.lock:
            session = None
            if resource.in_session:
                session = admit(world, resource, parameters.pop("session_id"), headers, host)
            if not world.supports(*resource.feature):
                raise unsupported()
            streams = resource.streams and world.supports("messaging", STREAM_VERSION)
            check_accept(headers.get("accept", ""), streams=streams)
            content_type = headers.get("content-type", "")
            exchange = Exchange(
                world=world,
                body=body_of(request.method, content_type, request.get_data()),
                headers=headers,
                query=request.args,
                parameters=parameters,
                host=host,
                language=_language(),
                encrypted=request.scheme == "https",
                current_session=session,
            )
            answer = resource.answer(exchange)
            g.session = exchange.current_session
        return _response(answer)

    return view


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
    session = _named_session(world)
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
            pass  # not a session's resource either
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


def _named_session(world: World) -> Session | None:
    """Return the session the path names, whether the request may use it or not."""
    matched = _PATH.fullmatch(request.path)
    return world.sessions.get(matched[1]) if matched and matched[1] else None


def _arrival(world: World) -> dict[str, Any]:
    """Return what the journal says of a request as it arrives."""
    path, _, query = str(request.environ["REQUEST_URI"]).partition("?")
    body = shown_body(request.get_data())
    sent = body if isinstance(body, dict) else {}
    session = _named_session(world)
    matched = _PATH.fullmatch(request.path)
    entry: dict[str, Any] = {
        "at": utc_now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "ms": None,
        "session": matched[1] if matched else None,
        "user": session.user.id if session is not None else sent.get("userID"),
        "method": request.method,
        "path": path,
        "query": query,
        "headers": shown_headers(dict(request.headers)),
        "body": body,
        "requestId": request.headers.get("X-Request-ID"),
    }
    if _route() == "dialer/update-stage":
        entry["stage"] = _stage_seen(world, session, sent)
    return entry


def _stage_seen(world: World, session: Session | None, sent: dict[str, Any]) -> dict[str, Any]:
    """Return a stage change and the call it is about, as it is when the request arrives."""
    campaign_id = sent.get("campaignId")
    call = None
    if session is not None and isinstance(campaign_id, str):
        call = world.agents.of(session).call_on(campaign_id)
    return {
        "campaignId": campaign_id,
        "newStageId": sent.get("newStageId"),
        "agentId": sent.get("agentId"),
        "interactionId": call.id if call is not None else None,
        "callState": call.state if call is not None else None,
    }


def _departure(response: Response, rule: FaultRule | None) -> dict[str, Any]:
    """Return the journal's entry once the answer is ready."""
    entry: dict[str, Any] = g.entry
    session: Session | None = g.get("session")
    if session is not None:
        entry |= {"session": session.id, "user": session.user.id}
    entry["ms"] = round((time.monotonic() - g.started) * 1000, 1)
    unhandled = rule is not None and rule.kind in mishaps.UNHANDLED
    entry["status"] = None if unhandled else response.status_code
    entry["fault"] = rule.kind if rule is not None else None
    return entry
