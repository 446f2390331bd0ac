"""Reference sections 0 and 1: what a session request needs, and how sessions end."""

from typing import Any

import pytest

from tests.simulator.conftest import Reply, Running, Session, Start, ic_log_on

CHALLENGE = 'ICWS realm="ICWS" location="/ICWS/connection"'


def assert_unauthorized(reply: Reply, code: int) -> None:
    assert reply.status == 401, reply.raw
    assert reply.headers["WWW-Authenticate"] == CHALLENGE
    assert reply.json["errorCode"] == code
    assert reply.json["message"]


def test_a_request_without_the_token_is_refused(ada: Session) -> None:
    assert_unauthorized(ada.ask("GET", "connection", token=None), 2)


def test_a_request_without_the_cookie_is_refused(ada: Session) -> None:
    assert_unauthorized(ada.ask("GET", "connection", Cookie=None), 1)


@pytest.mark.parametrize("token", ["wrong", "null"])
def test_a_request_with_another_token_is_refused(ada: Session, token: str) -> None:
    assert_unauthorized(ada.ask("GET", "connection", token=token), -2147221499)


def test_a_request_with_a_cut_cookie_is_refused(ada: Session) -> None:
    # Cutting the value at "|" or "=" is the classic mistake.
    cut = ada.cookie.split("|")[0]

    assert_unauthorized(ada.ask("GET", "connection", Cookie=cut), -2147221499)


def test_the_cookie_of_another_session_is_refused(running: Running, ada: Session) -> None:
    ben = running.log_on("ben")

    assert_unauthorized(ada.ask("GET", "connection", Cookie=ben.cookie), 1)


def test_the_token_of_another_session_is_refused(running: Running, ada: Session) -> None:
    ben = running.log_on("ben")

    assert_unauthorized(ada.ask("GET", "connection", token=ben.token), -2147221499)


def test_a_session_that_never_was_is_refused(running: Running, ada: Session) -> None:
    headers = ada.headers | {"Cookie": "icws_99=x"}

    for session_id in ("99", "nonsense"):
        headers["Cookie"] = f"icws_{session_id}=x"
        reply = running.ask("GET", f"/icws/{session_id}/connection", headers=headers)
        assert_unauthorized(reply, -2147221499)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "dialer/update-stage"), ("GET", "messaging/messages"), ("GET", "connection")],
)
def test_a_path_without_a_session_id_is_refused(
    running: Running, ada: Session, method: str, path: str
) -> None:
    assert_unauthorized(running.ask(method, f"/icws/{path}", headers=ada.headers), 1)


def test_a_whole_set_cookie_text_is_a_good_cookie(ada: Session) -> None:
    whole = ada.reply.headers["Set-Cookie"]

    assert ada.ask("GET", "connection", Cookie=whole).status == 200


def test_a_cookie_among_others_is_found(ada: Session) -> None:
    assert ada.ask("GET", "connection", Cookie=f"a=b; {ada.cookie};c=d=e").status == 200


def test_only_messages_are_read_without_the_token(ada: Session) -> None:
    assert ada.ask("GET", "messaging/messages", token=None).status == 200
    assert ada.ask("GET", "messaging/messages", Cookie=None).status == 401
    assert ada.ask("POST", "messaging/heartbeat", token=None).status == 401


@pytest.mark.parametrize(
    "media_type",
    [
        None,
        "application/json",
        "application/vnd.inin.icws+JSON",
        "APPLICATION/VND.ININ.ICWS+json; Charset=UTF-8",
        'application/json;charset="utf-8"',
    ],
)
def test_bodies_of_the_known_media_types_are_read(ada: Session, media_type: str | None) -> None:
    reply = ada.ask("POST", "dialer/log-in", {}, Content_Type=media_type)

    assert reply.status == 200


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/xml", "application/json;charset=latin1"]
)
def test_bodies_of_other_media_types_are_refused(ada: Session, media_type: str) -> None:
    assert ada.ask("POST", "dialer/log-in", {}, Content_Type=media_type).status == 415


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/html, application/*"])
def test_answers_are_given_to_whoever_accepts_json(ada: Session, accept: str | None) -> None:
    assert ada.ask("GET", "connection", Accept=accept).status == 200


def test_answers_are_refused_to_whoever_accepts_none(ada: Session) -> None:
    assert ada.ask("GET", "connection", Accept="text/html").status == 406


@pytest.mark.parametrize("body", ["{", "[]", "3", '{"a": NaN}', b"\xff\xfe", "[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(ada: Session, body: str | bytes) -> None:
    reply = ada.ask("POST", "dialer/log-in", body)

    assert reply.status == 400
    assert reply.json["errorId"].startswith("error.request.invalidRepresentation")


def test_get_and_delete_may_carry_an_empty_object_only(ada: Session) -> None:
    assert ada.ask("GET", "connection", "{}").status == 200
    assert ada.ask("GET", "connection", {"a": 1}).status == 400
    assert ada.ask("DELETE", "connection/station", "{}").status == 200


def test_an_unknown_resource_and_a_wrong_method_have_their_errors(ada: Session) -> None:
    unknown = ada.ask("POST", "dialer/no-such-thing")
    wrong = ada.ask("PUT", "dialer/update-stage")

    assert (unknown.status, unknown.json["errorId"]) == (404, "error.request.unsupported")
    assert wrong.status == 405
    assert wrong.json["errorId"] == "error.request.accessDenied.httpMethodNotAllowed"
    assert wrong.headers["Allow"] == "POST"


def test_the_state_of_a_session_that_is_up(ada: Session) -> None:
    assert ada.done("GET", "connection").json == {
        "connectionState": 1,
        "reason": "",
        "shouldReconnect": False,
    }


def test_logging_off_ends_the_session_and_its_station(running: Running, ada: Session) -> None:
    ada.station("7001")

    assert ada.ask("DELETE", "connection").status == 200

    assert_unauthorized(ada.ask("GET", "connection/station"), -2147221499)
    assert running.state()["sessions"] == []
    assert ada.ask("GET", "connection").json["connectionState"] == 2
    ben = running.log_on("ben")
    ben.station("7001")


def test_a_second_log_on_ends_the_first_with_a_reason(running: Running, ada: Session) -> None:
    second = running.log_on("ada")

    assert second.ask("GET", "connection").status == 200
    [ended] = ada.messages_of("connectionStateChangeMessage")
    assert ended == {
        "__type": "urn:inin.com:connection:connectionStateChangeMessage",
        "isDelta": False,
        "previousConnectionState": 1,
        "newConnectionState": 2,
        "reason": "You have logged on at another place.",
        "shouldReconnect": False,
    }
    assert_unauthorized(ada.ask("GET", "messaging/messages"), -2147221499)
    assert_unauthorized(ada.ask("POST", "messaging/heartbeat"), -2147221499)
    assert ada.ask("GET", "connection").json == {
        "connectionState": 2,
        "reason": "You have logged on at another place.",
        "shouldReconnect": False,
    }


def test_a_server_may_allow_several_sessions_of_a_user(start: Start) -> None:
    running = start("second_log_on_ends_first = false")
    first = running.log_on("ada")
    running.log_on("ada")

    assert first.ask("GET", "connection").json["connectionState"] == 1


def test_old_servers_say_nothing_of_coming_again(start: Start) -> None:
    session = start(features="connection=2\nmessaging=1").log_on()

    assert "shouldReconnect" not in session.ask("GET", "connection").json


def test_an_idle_session_expires(start: Start) -> None:
    running = start("idle_limit = 30")
    ada = running.log_on("ada")

    running.pass_time(25)
    assert ada.ask("POST", "messaging/heartbeat").status == 200
    running.pass_time(25)
    assert ada.ask("POST", "messaging/heartbeat").status == 200
    running.pass_time(31)

    assert_unauthorized(ada.ask("POST", "messaging/heartbeat"), -2147221499)
    state = ada.ask("GET", "connection").json
    assert (state["connectionState"], state["shouldReconnect"]) == (2, True)


def test_without_a_limit_no_session_expires(running: Running, ada: Session) -> None:
    running.time.now += 1_000_000

    assert ada.ask("POST", "messaging/heartbeat").status == 200


def auth_token_log_on(source: Session, token: str, seed: str = "seed") -> dict[str, Any]:
    return {
        "__type": "urn:inin.com:connection:authTokenConnectionRequestSettings",
        "applicationName": "other",
        "authTokenSeed": seed,
        "authToken": token,
        "authTokenSourceSession": source.id,
    }


def use_token(running: Running, body: dict[str, Any]) -> Reply:
    return running.ask("POST", "/icws/connection", body, {"Accept-Language": "en-us"})


def new_token(session: Session) -> str:
    reply = session.done("POST", "connection/unique-auth-token", {"authTokenSeed": "seed"})
    token: str = reply.json["authToken"]
    return token


def test_a_token_opens_one_session_beside_its_source(running: Running, ada: Session) -> None:
    body = auth_token_log_on(ada, new_token(ada))

    first, second = use_token(running, body), use_token(running, body)

    assert (first.status, first.json["userID"]) == (201, "ada")
    assert second.json["errorId"] == "error.request.connection.authenticationFailure"
    assert ada.ask("GET", "connection").json["connectionState"] == 1


@pytest.mark.parametrize(("seconds", "status"), [(7, 201), (7.5, 400)])
def test_a_token_dies_seven_seconds_after_it_was_made(
    running: Running, ada: Session, seconds: float, status: int
) -> None:
    body = auth_token_log_on(ada, new_token(ada))
    running.time.now += seconds

    assert use_token(running, body).status == status


def test_a_token_needs_its_seed_and_its_session(running: Running, ada: Session) -> None:
    ben = running.log_on("ben")

    assert use_token(running, auth_token_log_on(ada, new_token(ada), "other")).status == 400
    assert use_token(running, auth_token_log_on(ben, new_token(ada))).status == 400


def test_a_token_log_on_can_disconnect_its_source(running: Running, ada: Session) -> None:
    body = auth_token_log_on(ada, new_token(ada)) | {"disconnectSourceSession": True}

    assert use_token(running, body).status == 201
    assert ada.ask("GET", "connection").json["connectionState"] == 2


@pytest.mark.parametrize("name", ["authTokenSeed", "authToken", "authTokenSourceSession"])
def test_a_token_log_on_names_what_is_missing(running: Running, ada: Session, name: str) -> None:
    body = auth_token_log_on(ada, "x")
    del body[name]

    assert use_token(running, body).json["propertyName"] == name


def test_a_switched_over_server_names_its_alternates(running: Running, ada: Session) -> None:
    running.order("switchover", {"active": True, "alternates": ["127.0.0.2"]})

    reply = running.ask("POST", "/icws/connection", ic_log_on("ada"), {"Accept-Language": "en"})

    assert reply.status == 503
    assert reply.json["alternateHostList"] == ["127.0.0.2"]
    assert reply.json["errorId"] == "error.server.notAcceptingConnections"
    [ended] = ada.messages_of("connectionStateChangeMessage")
    assert ended["shouldReconnect"] is True
    running.order("switchover", {"active": False})
    again = running.log_on("ada")
    assert again.reply.json["alternateHostList"] == ["127.0.0.2"]


def test_sessions_can_survive_a_switchover(running: Running, ada: Session) -> None:
    running.order("switchover", {"active": True, "alternates": [], "endSessions": False})

    status = ada.ask("GET", "connection/switchover-status")

    assert status.status == 200
    assert status.json["isSwitchoverActive"] is True
    assert status.json["primaryHost"] == "127.0.0.1"


def test_two_addresses_hand_over_to_each_other(start: Start) -> None:
    running = start('second_address = "127.0.0.2"')
    english = {"Accept-Language": "en"}
    ada = running.log_on("ada")
    assert ada.reply.json["alternateHostList"] == ["127.0.0.2"]
    assert ada.done("GET", "connection/switchover-status").json["backupHost"] == "127.0.0.2"

    closed = running.ask("POST", "/icws/connection", ic_log_on("ben"), english, "127.0.0.2")
    assert closed.status == 503
    assert closed.json["alternateHostList"] == ["127.0.0.1"]

    running.order("switchover", {"active": True})

    assert ada.ask("GET", "connection").json["connectionState"] == 2
    assert running.ask("POST", "/icws/connection", ic_log_on("ben"), english).status == 503
    second = running.log_on("ben", host="127.0.0.2")
    assert second.ask("GET", "connection").status == 200
    elsewhere = running.ask("GET", second.path("connection"), headers=second.headers)
    assert elsewhere.status == 401
    running.order("switchover", {"active": False})
    assert second.ask("GET", "connection").json["connectionState"] == 2


def test_a_feature_the_server_lacks_is_unsupported(start: Start) -> None:
    session = start(features="connection=10\nmessaging=1\ndialer=4").log_on()

    assert session.ask("GET", "connection/switchover-status").status == 404
    assert session.ask("GET", "status/status-messages").status == 404
    stage = session.ask("POST", "dialer/update-stage", {"newStageId": 1, "campaignId": "x"})
    assert (stage.status, stage.json["errorId"]) == (404, "error.request.unsupported")
