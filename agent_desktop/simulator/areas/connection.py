"""Log-on, log-off and what the server says of itself (reference section 1)."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from agent_desktop.simulator.body import boolean, string
from agent_desktop.simulator.clock import utc_text
from agent_desktop.simulator.exchange import Answer, Exchange, Resource
from agent_desktop.simulator.people import User
from agent_desktop.simulator.refusals import (
    Refusal,
    authentication_failure,
    missing_property,
    unsupported,
)
from agent_desktop.simulator.scenario import FIRST_ADDRESS
from agent_desktop.simulator.sessions import Session
from agent_desktop.simulator.texts import LANGUAGES, text

VERSION: Final = {
    "majorVersion": "22",
    "minorVersion": "1",
    "su": "0",
    "build": "1",
    "productId": "Agent Desktop simulator",
    "codebaseId": "simulator",
}
INCLUDES: Final = {
    "version": 1,
    "features": 3,
    "server-time": 4,
    "default-workstation": 5,
    "effective-station": 10,
}
"""What ``include`` can name, and since which version of the feature ``connection``."""


def log_on(exchange: Exchange) -> Answer:
    """``POST /icws/connection``: 201 with a session, 400 or 503."""
    world = exchange.world
    refuse_when_switched_over(exchange)
    if not exchange.headers.get("accept-language"):
        raise missing_property("Accept-Language")
    user, source = _who(exchange)
    application = exchange.body.required("applicationName", string)
    session = world.sessions.open(user, application, exchange.language, exchange.host)
    exchange.current_session = session
    if source is None and world.manners.second_log_on_ends_first:
        for other in world.sessions.of(user):
            if other is not session:
                reason = text("second_log_on", other.language)
                world.sessions.end(other, reason, should_reconnect=False)
    world.tell_status(user)
    cookie = f"{session.cookie_name}={session.cookie_value}; Path=/icws/{session.id}; HttpOnly"
    if exchange.encrypted:
        cookie += "; Secure"
    return Answer(
        201,
        _opened(exchange, session),
        {
            "ININ-ICWS-CSRF-Token": session.csrf_token,
            "ININ-ICWS-Session-ID": session.id,
            "Location": f"/icws/{session.id}/connection",
            "Set-Cookie": cookie,
        },
    )


def refuse_when_switched_over(exchange: Exchange) -> None:
    """Refuse log-ons (503) at an address that has handed over, or has not been handed to."""
    world = exchange.world
    if exchange.host in world.closed_addresses():
        raise Refusal(
            503,
            "not_accepting",
            error_id="error.server.notAcceptingConnections",
            extra={"alternateHostList": world.alternates(exchange.host)},
        )


def _who(exchange: Exchange) -> tuple[User, Session | None]:
    """Return who logs on, and the session a token was made in, if it is by token."""
    body = exchange.body
    kind = body.type_name("connection", *WAYS)
    body.required("applicationName", string)
    marketplace = ("marketPlaceApplicationLicenseName", "marketPlaceApplicationCode")
    given = {name: body.optional(name, string) for name in marketplace}
    for name, value in given.items():
        if value is None and any(given.values()):
            raise missing_property(name)
    return WAYS[kind](exchange)


def _by_password(exchange: Exchange) -> tuple[User, None]:
    user_id = exchange.body.required("userID", string)
    password = exchange.body.required("password", string)
    user = exchange.world.user(user_id)
    allowed = exchange.world.manners.allow_ic_log_on
    if user is None or not allowed or not _same(user.password, password):
        raise authentication_failure()
    return user, None


def _by_auth_token(exchange: Exchange) -> tuple[User, Session]:
    body, world = exchange.body, exchange.world
    seed = body.required("authTokenSeed", string)
    token = body.required("authToken", string)
    source_id = body.required("authTokenSourceSession", string)
    disconnect = body.optional("disconnectSourceSession", boolean)
    source = world.redeem_auth_token(token, seed, source_id)
    if source is None:
        raise authentication_failure()
    if disconnect:
        reason = text("second_log_on", source.language)
        world.sessions.end(source, reason, should_reconnect=False)
    return source.user, source


def _by_single_sign_on(exchange: Exchange) -> tuple[User, None]:
    token = exchange.body.required("singleSignOnToken", string)
    for user in exchange.world.users.values():
        if user.single_sign_on_token is not None and _same(user.single_sign_on_token, token):
            return user, None
    raise authentication_failure()


WAYS: Final[dict[str, Callable[[Exchange], tuple[User, Session | None]]]] = {
    "icAuthConnectionRequestSettings": _by_password,
    "authTokenConnectionRequestSettings": _by_auth_token,
    "singleSignOnTokenConnectionRequestSettings": _by_single_sign_on,
}


def _same(known: str, given: str) -> bool:
    return secrets.compare_digest(known.encode(), given.encode())


def _opened(exchange: Exchange, session: Session) -> dict[str, Any]:
    world, user = exchange.world, session.user
    body: dict[str, Any] = {
        "csrfToken": session.csrf_token,
        "sessionId": session.id,
        "userID": user.id,
        "userDisplayName": user.name,
        "icServer": world.manners.name,
    }
    alternates = world.alternates(session.host)
    if alternates:
        body["alternateHostList"] = alternates
    if user.password_expires_in is not None:
        body["daysUntilPasswordExpiration"] = user.password_expires_in
    wanted = {part.strip() for part in exchange.query.get("include", "").split(",")}
    included = {name for name in wanted & set(INCLUDES) if _supported(exchange, INCLUDES[name])}
    if "version" in included:
        body["version"] = VERSION
    if "features" in included and world.manners.features_included:
        body["features"] = _features(exchange)
    if "server-time" in included:
        body["serverTimeInfo"] = {"serverUtcTime": utc_text(world.clock.now())}
    if "default-workstation" in included:
        body["defaultWorkstationId"] = user.station
    if "effective-station" in included:
        body["effectiveStation"] = _effective_station(exchange, user)
    return body


def _supported(exchange: Exchange, version: int) -> bool:
    return exchange.world.supports("connection", version)


def _features(exchange: Exchange) -> list[dict[str, Any]]:
    features = exchange.world.scenario.features
    return [{"featureId": name, "version": version} for name, version in features.items()]


def _effective_station(exchange: Exchange, user: User) -> dict[str, Any] | None:
    station = exchange.world.stations.get((user.station or "").casefold())
    if station is None:
        return None
    uri = f"/configuration/stations/{station.id}"
    return {"stationId": {"id": station.id, "displayName": station.name, "uri": uri}}


def connection_state(exchange: Exchange) -> Answer:
    """``GET connection``: also of a session that has ended: why, and whether to come again."""
    session = exchange.session
    body: dict[str, Any] = {"connectionState": session.state, "reason": session.reason}
    if exchange.world.supports("connection", 3):
        body["shouldReconnect"] = session.should_reconnect
    return Answer(200, body)


def log_off(exchange: Exchange) -> Answer:
    """``DELETE connection``: ends the session and its station connection."""
    session = exchange.session
    reason = text("logged_off", session.language)
    exchange.world.sessions.end(session, reason, should_reconnect=False)
    return Answer(200)


def version(exchange: Exchange) -> Answer:  # noqa: ARG001 - every resource takes the exchange
    """``GET /icws/connection/version``."""
    return Answer(200, VERSION)


def features(exchange: Exchange) -> Answer:
    """``GET /icws/connection/features``."""
    if not exchange.world.manners.features_listed:
        raise unsupported()
    return Answer(200, {"featureInfoList": _features(exchange)})


def feature(exchange: Exchange) -> Answer:
    """``GET /icws/connection/features/{id}``."""
    if not exchange.world.manners.features_listed:
        raise unsupported()
    for known in _features(exchange):
        if known["featureId"] == exchange.parameters["featureId"]:
            return Answer(200, known)
    raise unsupported()


def server_info(exchange: Exchange) -> Answer:
    """``GET /icws/connection/server-info``: languages, ways to log on, the user agreement."""
    world = exchange.world
    return Answer(
        200,
        {
            "languages": list(LANGUAGES),
            "acceptLanguage": exchange.language,
            "authentication": {
                "allowIcAuth": world.manners.allow_ic_log_on,
                "identityProviders": [
                    {
                        "displayName": provider.name,
                        "identityProviderId": provider.id,
                        "builtInIdentityProvider": provider.built_in,
                    }
                    for provider in world.scenario.identity_provider
                ],
                "userAgreementText": world.manners.user_agreement,
            },
        },
    )


def switchover_status(exchange: Exchange) -> Answer:
    """``GET connection/switchover-status``."""
    world = exchange.world
    body: dict[str, Any] = {
        "isSwitchoverActive": world.switchover.active,
        "primaryHost": FIRST_ADDRESS,
        "isManualSwitchOnly": False,
        "subsystemsDown": [] if world.dialer.link_up else ["Dialer"],
    }
    if world.manners.second_address is not None:
        body["backupHost"] = world.manners.second_address
    return Answer(200, body)


def unique_auth_token(exchange: Exchange) -> Answer:
    """``POST connection/unique-auth-token``: a token for one log-on within 7 s."""
    seed = exchange.body.required("authTokenSeed", string)
    return Answer(200, {"authToken": exchange.world.new_auth_token(exchange.session, seed)})


RESOURCES = [
    Resource("POST", "connection", log_on, ("connection", 1), in_session=False),
    Resource("GET", "connection", connection_state, ("connection", 1), ended=True),
    Resource("DELETE", "connection", log_off, ("connection", 1)),
    Resource("GET", "connection/version", version, ("connection", 1), in_session=False),
    Resource("GET", "connection/features", features, ("connection", 1), in_session=False),
    Resource(
        "GET", "connection/features/<featureId>", feature, ("connection", 1), in_session=False
    ),
    Resource("GET", "connection/server-info", server_info, ("connection", 1), in_session=False),
    Resource("GET", "connection/switchover-status", switchover_status, ("connection", 11)),
    Resource("POST", "connection/unique-auth-token", unique_auth_token, ("connection", 1)),
]
