"""Reference section 1: POST /icws/connection, and what can be asked without a session."""

import re
from typing import Any

import pytest

from tests.simulator.conftest import Running, Start, ic_log_on

ENGLISH = {"Accept-Language": "en-us"}
INVALID = "error.request.invalidRepresentation.invalidProperty"


def test_a_log_on_opens_a_session_whose_headers_say_what_the_body_says(running: Running) -> None:
    reply = running.ask("POST", "/icws/connection", ic_log_on("ada"), ENGLISH)

    assert reply.status == 201
    body = reply.json
    assert body["userID"] == "ada"
    assert body["userDisplayName"] == "Ada Moreno"
    assert body["icServer"] == "ic-test"
    assert body["daysUntilPasswordExpiration"] == 12
    assert re.fullmatch(r"\d+", body["sessionId"])
    assert reply.headers["ININ-ICWS-CSRF-Token"] == body["csrfToken"]
    assert reply.headers["ININ-ICWS-Session-ID"] == body["sessionId"]
    assert reply.headers["Location"] == f"/icws/{body['sessionId']}/connection"
    assert reply.headers["Cache-Control"] == "no-cache, no-store, must-revalidate"
    assert reply.headers["Content-Type"] == "application/vnd.inin.icws+JSON; charset=utf-8"


def test_the_cookie_belongs_to_the_session_and_its_path(running: Running) -> None:
    session = running.log_on(language="de-CH,de;q=0.9")

    cookie = session.reply.headers["Set-Cookie"]

    uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    path = f"/icws/{session.id}"
    assert re.fullmatch(
        rf"icws_{session.id}={uuid}\|languageId=de-ch; Path={path}; HttpOnly", cookie
    )


def test_nothing_is_included_that_was_not_asked_for(running: Running) -> None:
    body = running.log_on().reply.json

    for name in ("version", "features", "serverTimeInfo", "defaultWorkstationId"):
        assert name not in body
    assert "effectiveStation" not in body


@pytest.mark.parametrize("comma", [",", "%2C"])
def test_everything_asked_for_is_included(running: Running, comma: str) -> None:
    parts = ["version", "features", "server-time", "default-workstation", "effective-station"]

    body = running.log_on(include=f"?include={comma.join(parts)}").reply.json

    assert set(body["version"]) == {
        "majorVersion",
        "minorVersion",
        "su",
        "build",
        "productId",
        "codebaseId",
    }
    assert all(isinstance(part, str) for part in body["version"].values())
    assert {"featureId": "dialer", "version": 7} in body["features"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", body["serverTimeInfo"]["serverUtcTime"])
    assert body["defaultWorkstationId"] == "7001"
    assert body["effectiveStation"]["stationId"]["id"] == "7001"


def test_a_user_without_a_workstation_has_null_for_it(running: Running) -> None:
    session = running.log_on("ben", include="?include=default-workstation,effective-station")

    assert session.reply.json["defaultWorkstationId"] is None
    assert session.reply.json["effectiveStation"] is None


def test_an_old_server_includes_only_what_its_version_can(start: Start) -> None:
    running = start(features="connection=3\ndialer=5")

    body = running.log_on(include="?include=features,server-time,effective-station").reply.json

    assert body["features"] == [
        {"featureId": "connection", "version": 3},
        {"featureId": "dialer", "version": 5},
    ]
    assert "serverTimeInfo" not in body
    assert "effectiveStation" not in body


def test_a_server_may_leave_the_features_out_of_the_log_on(start: Start) -> None:
    running = start("features_included = false")

    assert "features" not in running.log_on(include="?include=features").reply.json
    assert running.ask("GET", "/icws/connection/features").status == 200


@pytest.mark.parametrize(
    ("user", "password"), [("ada", "wrong"), ("ada", ""), ("nobody", "x"), ("", "")]
)
def test_wrong_credentials_are_a_400_with_the_authentication_error(
    running: Running, user: str, password: str
) -> None:
    reply = running.ask("POST", "/icws/connection", ic_log_on(user, password), ENGLISH)

    assert reply.status == 400
    assert reply.json == {
        "errorId": "error.request.connection.authenticationFailure",
        "errorCode": -2147221503,
        "message": "The authentication process failed.",
    }
    assert reply.headers["Set-Cookie"] is None


def test_an_old_server_names_no_error_id(start: Start) -> None:
    running = start("error_ids = false")

    reply = running.ask("POST", "/icws/connection", ic_log_on("ada", "wrong"), ENGLISH)

    assert set(reply.json) == {"errorCode", "message"}


def test_messages_are_in_the_language_asked_for(running: Running) -> None:
    wrong = ic_log_on("ada", "wrong")

    german = running.ask("POST", "/icws/connection", wrong, {"Accept-Language": "de-de"})
    french = running.ask("POST", "/icws/connection", wrong, {"Accept-Language": "fr"})

    assert german.json["message"] == "Die Authentifizierung ist fehlgeschlagen."
    assert french.json["message"] == "The authentication process failed."


def test_the_session_keeps_the_language_of_its_log_on(running: Running) -> None:
    session = running.log_on(language="de")

    reply = session.ask("POST", "dialer/update-stage", {}, Accept_Language="en-us")

    assert reply.json["message"].startswith("Die erforderliche Eigenschaft")


def test_the_language_is_required(running: Running) -> None:
    reply = running.ask("POST", "/icws/connection", ic_log_on("ada"))

    assert reply.status == 400
    assert reply.json["propertyName"] == "Accept-Language"


@pytest.mark.parametrize("name", ["__type", "applicationName", "userID", "password"])
def test_a_missing_property_is_named(running: Running, name: str) -> None:
    body = ic_log_on("ada")
    del body[name]

    reply = running.ask("POST", "/icws/connection", body, ENGLISH)

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:common:missingPropertyError"
    assert reply.json["propertyName"] == name
    assert reply.json["errorId"] == INVALID
    assert name in reply.json["message"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("__type", "urn:inin.com:connection:somethingElse"),
        ("__type", "icAuthConnectionRequestSettings"),
        ("__type", 3),
        ("applicationName", 5),
        ("userID", ["ada"]),
        ("password", True),
    ],
)
def test_an_invalid_property_is_named(running: Running, name: str, value: Any) -> None:
    reply = running.ask("POST", "/icws/connection", ic_log_on("ada") | {name: value}, ENGLISH)

    assert reply.status == 400
    assert reply.json["__type"] == "urn:inin.com:common:invalidPropertyError"
    assert reply.json["propertyName"] == name
    assert reply.json["errorId"] == INVALID


def test_the_market_place_properties_come_together(running: Running) -> None:
    both = {"marketPlaceApplicationLicenseName": "a", "marketPlaceApplicationCode": "b"}
    one = {"marketPlaceApplicationLicenseName": "a"}

    together = running.ask("POST", "/icws/connection", ic_log_on("ada") | both, ENGLISH)
    alone = running.ask("POST", "/icws/connection", ic_log_on("ada") | one, ENGLISH)

    assert together.status == 201
    assert alone.status == 400
    assert alone.json["propertyName"] == "marketPlaceApplicationCode"


def test_a_single_sign_on_token_logs_its_user_on(running: Running) -> None:
    body = {
        "__type": "urn:inin.com:connection:singleSignOnTokenConnectionRequestSettings",
        "applicationName": "test",
    }

    right = running.ask(
        "POST", "/icws/connection", body | {"singleSignOnToken": "sso-of-ada"}, ENGLISH
    )
    wrong = running.ask("POST", "/icws/connection", body | {"singleSignOnToken": "x"}, ENGLISH)
    none = running.ask("POST", "/icws/connection", body, ENGLISH)

    assert (right.status, right.json["userID"]) == (201, "ada")
    assert wrong.json["errorId"] == "error.request.connection.authenticationFailure"
    assert none.json["propertyName"] == "singleSignOnToken"


def test_a_server_may_not_allow_passwords(start: Start) -> None:
    running = start("allow_ic_log_on = false")

    reply = running.ask("POST", "/icws/connection", ic_log_on("ada"), ENGLISH)

    assert reply.status == 400
    info = running.ask("GET", "/icws/connection/server-info").json
    assert info["authentication"]["allowIcAuth"] is False


def test_the_log_on_tolerates_what_real_servers_do(running: Running) -> None:
    headers = {
        "ACCEPT-language": "en-us",
        "ININ-ICWS-CSRF-Token": "null",
        "Cookie": "null",
        "X-Anything": "yes",
    }

    reply = running.ask("POST", "/icws/connection", ic_log_on("ada") | {"unknown": [1]}, headers)

    assert reply.status == 201


def test_the_version_is_told_without_a_session(running: Running) -> None:
    version = running.ask("GET", "/icws/connection/version").json

    assert version["majorVersion"] == "22"


def test_the_features_are_told_without_a_session(running: Running) -> None:
    every = running.ask("GET", "/icws/connection/features").json
    one = running.ask("GET", "/icws/connection/features/dialer").json
    none = running.ask("GET", "/icws/connection/features/teapots")

    assert {"featureId": "messaging", "version": 2} in every["featureInfoList"]
    assert one == {"featureId": "dialer", "version": 7}
    assert none.status == 404


def test_a_server_may_not_list_its_features(start: Start) -> None:
    running = start("features_listed = false")

    assert running.ask("GET", "/icws/connection/features").status == 404
    assert running.ask("GET", "/icws/connection/features/dialer").status == 404


def test_the_server_tells_its_languages_ways_and_agreement(start: Start) -> None:
    running = start(
        'user_agreement = "Be kind."',
        more='[[identity_provider]]\nid = "idp1"\nname = "Company account"\n',
    )

    info = running.ask("GET", "/icws/connection/server-info", headers={"Accept-Language": "de"})

    assert info.json == {
        "languages": ["en-us", "de-de"],
        "acceptLanguage": "de",
        "authentication": {
            "allowIcAuth": True,
            "identityProviders": [
                {
                    "displayName": "Company account",
                    "identityProviderId": "idp1",
                    "builtInIdentityProvider": False,
                }
            ],
            "userAgreementText": "Be kind.",
        },
    }


def test_the_host_may_be_in_the_path_behind_a_proxy(running: Running) -> None:
    reply = running.ask("POST", "/desk/api/ic1.example/icws/connection", ic_log_on("ada"), ENGLISH)
    session = reply.json["sessionId"]

    state = running.ask(
        "GET",
        f"/desk/api/ic1.example/icws/{session}/connection",
        headers={
            "ININ-ICWS-CSRF-Token": reply.json["csrfToken"],
            "Cookie": reply.headers["Set-Cookie"].split(";")[0],
        },
    )

    assert (reply.status, state.status) == (201, 200)
