"""What a server says of itself, and what a session shows; a session is always ended again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from agent_desktop.checks import Check, Verdict, look, session, worst
from agent_desktop.checks.finding import failed
from agent_desktop.icws import Abort, IcCredentials, Secret, Workstation
from tests.checks.conftest import (
    CREDENTIALS,
    STATUS_MESSAGE,
    found_at,
    says,
    serve,
    target,
    verdicts,
)
from tests.icws.strict_server import (
    COOKIE,
    FEATURES,
    PASSWORD,
    SESSION_ID,
    TOKEN,
    Asked,
    Reply,
    StrictServer,
    connected,
)

OK, WARNING, FAILED, NOT_TRIED = Verdict.OK, Verdict.WARNING, Verdict.FAILED, Verdict.NOT_TRIED
At = Callable[[StrictServer], str]
LOG_OFF = ("DELETE", f"/icws/{SESSION_ID}/connection")
FORM = "/dialer/request-form-definition"
POLLED = [{**each, "version": 1} if each["featureId"] == "messaging" else each for each in FEATURES]


@pytest.fixture(autouse=True)
def serving(server: StrictServer) -> None:
    # A body of a stream would end it: by asking every second it is simpler to serve.
    serve(server, POLLED)
    server.answer("POST", "/icws/connection", connected(features=POLLED))


def with_date(when: datetime) -> Reply:
    def raw(connection: Any) -> None:
        date = format_datetime(when, usegmt=True)
        head = f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 2\r\n\r\n"
        connection.sendall(head.encode() + b"{}")

    return Reply(raw=raw)


@pytest.mark.parametrize(
    ("off", "verdict", "words"),
    [
        (timedelta(seconds=50), OK, "less than 60 s"),
        (timedelta(seconds=90), WARNING, "behind the server's"),
        (timedelta(hours=-3), WARNING, "3 hours ahead of the server's"),
    ],
)
def test_clocks_are_compared(
    server: StrictServer, at: At, off: timedelta, verdict: Verdict, words: str
) -> None:
    version = Reply.of({"build": "7"})
    date = with_date(datetime.now(UTC) + off)
    server.answer("GET", "/icws/connection/version", version, date)
    says(found_at(at(server))[Check.CLOCK], verdict, words)


@pytest.mark.parametrize(
    ("features", "verdict", "words"),
    [
        ({"dialer": 7, "messaging": 2}, OK, "by event stream"),
        ({"dialer": 5, "messaging": 1}, OK, "by asking every second"),
        ({"dialer": 4, "messaging": 2}, FAILED, "stages need dialer 5"),
        ({"messaging": 2}, FAILED, "dialer none"),
        ({"dialer": 7}, FAILED, "messaging none"),
    ],
)
def test_features_are_judged(
    server: StrictServer, at: At, features: dict[str, int], verdict: Verdict, words: str
) -> None:
    listed = [{"featureId": area, "version": version} for area, version in features.items()]
    serve(server, listed)
    says(found_at(at(server))[Check.FEATURES], verdict, words)


def test_a_server_that_takes_no_passwords(server: StrictServer, at: At) -> None:
    offered = {"allowIcAuth": False, "identityProviders": [{"displayName": "Company"}]}
    info = Reply.of({"authentication": offered})
    server.answer("GET", "/icws/connection/server-info", info)
    says(
        found_at(at(server))[Check.LOG_ON_WAYS], FAILED, "not with user and password", "1 identity"
    )


def test_an_old_server_that_tells_nothing_of_itself(server: StrictServer, at: At) -> None:
    for name in ("version", "server-info"):
        missing = Reply.of({"message": "There is nothing here."}, 404)
        server.answer("GET", f"/icws/connection/{name}", missing)
    found = found_at(at(server))
    says(found[Check.VERSION], WARNING, "doesn't tell its version")
    assert found[Check.LOG_ON_WAYS].verdict is OK


def test_another_web_server(server: StrictServer, at: At) -> None:
    page = Reply(200, b"<html><title>Sign in</title></html>", [("Content-Type", "text/html")])
    server.answer("GET", "/icws/connection/version", page)
    found = found_at(at(server), credentials=CREDENTIALS)
    says(found[Check.VERSION], FAILED, "Sign in", "isn't an IC server")
    later = list(found)[list(found).index(Check.VERSION) + 1 :]
    assert Check.LOG_OFF in later
    assert {found[check].verdict for check in later} == {NOT_TRIED}
    assert not server.took("POST", "/icws/connection"), "no password for such a one"


def test_a_log_on_looks_at_all_and_logs_off(server: StrictServer, at: At) -> None:
    found = found_at(at(server), credentials=CREDENTIALS, station=Workstation("7001"))
    assert set(verdicts(found).values()) == {"ok", "warning"}, found
    assert [check.value for check, each in found.items() if each.verdict is WARNING] == ["TLS"]
    assert list(found) == list(Check)
    says(found[Check.MESSAGES], OK, "by asking every second")
    assert len(server.took(*LOG_OFF)) == 1
    assert server.asked[-1].method == "DELETE"
    (taken,) = server.took("PUT", f"/icws/{SESSION_ID}/connection/station")
    assert taken.json["readyForInteractions"] is False, "no call may come meanwhile"
    assert not [each for each in server.asked if each.path.endswith("dialer/log-in")]


def test_without_a_station_none_is_taken(server: StrictServer, at: At) -> None:
    found = found_at(at(server), credentials=CREDENTIALS)
    says(found[Check.STATION], NOT_TRIED, "no --station")
    assert not server.took("PUT", f"/icws/{SESSION_ID}/connection/station")


def test_a_wrong_password_ends_it_and_is_repeated_nowhere(server: StrictServer, at: At) -> None:
    refused = Reply.of(
        {
            "errorId": "error.request.connection.authenticationFailure",
            "message": f"The password {PASSWORD} is wrong.",
        },
        400,
    )
    server.answer("POST", "/icws/connection", refused)
    found = found_at(at(server), credentials=CREDENTIALS)
    says(found[Check.LOG_ON], FAILED, "refused the log-on", "Check user id and password")
    assert found[Check.LOG_ON].reference
    assert found[Check.LOG_OFF].verdict is NOT_TRIED
    assert not server.took(*LOG_OFF)
    assert PASSWORD not in str(found)


@pytest.mark.parametrize("station", [None, Workstation("7001")])
def test_no_licence(server: StrictServer, at: At, station: Workstation | None) -> None:
    server.session("POST", FORM, Reply.of({"message": "No Dialer Add-on License."}, 403))
    found = found_at(at(server), credentials=CREDENTIALS, station=station)
    if station is None:
        says(found[Check.LICENCE], WARNING, "the user has no Dialer Add-on licence", "--station")
    else:
        says(found[Check.LICENCE], FAILED, "neither the user nor the station", "Administrator")
    assert found[Check.LICENCE].reference
    assert found[Check.LOG_OFF].verdict is OK


def test_a_station_that_somebody_else_has(server: StrictServer, at: At) -> None:
    taken = Reply.of({"message": "Station 7001 is in use."}, 400)
    server.session("PUT", "/connection/station", taken)
    found = found_at(at(server), credentials=CREDENTIALS, station=Workstation("7001"))
    says(found[Check.STATION], FAILED, "Station 7001 is in use", "name")
    assert found[Check.MESSAGES].verdict is OK, "the rest is looked at all the same"


def test_a_channel_that_brings_nothing(
    server: StrictServer, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MESSAGE_WITHIN", 0.3)
    server.session("GET", "/messaging/messages", Reply.of([]))
    found = found_at(at(server), credentials=CREDENTIALS)
    says(found[Check.MESSAGES], WARNING, "no message came within 0.3 s", "proxy")
    assert found[Check.LOG_OFF].verdict is OK


def test_a_session_that_ends_meanwhile(server: StrictServer, at: At) -> None:
    gone = Reply.of({"message": "It has expired."}, 401)
    server.session("GET", "/messaging/messages", gone)
    server.session("DELETE", "/connection", gone)
    found = found_at(at(server), credentials=CREDENTIALS)
    says(found[Check.MESSAGES], FAILED, "ended", "logged on as this user")
    says(found[Check.LOG_OFF], WARNING, "ended")


def test_a_stop_while_it_logs_on_ends_the_session_that_came_of_it(
    server: StrictServer, at: At
) -> None:
    abort = Abort()

    def stopped(_asked: Asked) -> Reply:
        abort.abort()
        return connected(features=POLLED)

    server.answer("POST", "/icws/connection", stopped)
    found = {f.check: f for f in look(target(at(server), credentials=CREDENTIALS), abort)}
    assert found[Check.LOG_ON].verdict is OK
    assert {found[c].what for c in (Check.STATION, Check.LICENCE, Check.MESSAGES)} == {"stopped"}
    assert found[Check.LOG_OFF].verdict is OK
    assert len(server.took(*LOG_OFF)) == 1


def test_a_stop_at_any_look_ends_the_session(server: StrictServer, at: At) -> None:
    abort = Abort()

    def stopped(_asked: Asked) -> Reply:
        abort.abort()
        return Reply.of([STATUS_MESSAGE])

    server.session("GET", "/messaging/messages", stopped)
    found = {f.check: f for f in look(target(at(server), credentials=CREDENTIALS), abort)}
    assert found[Check.LOG_OFF].verdict is OK
    assert len(server.took(*LOG_OFF)) == 1


def test_who_stops_looking_on_leaves_no_session(server: StrictServer, at: At) -> None:
    looks = look(target(at(server), credentials=CREDENTIALS), Abort())
    while next(looks).check is not Check.LOG_ON:
        assert not server.took(*LOG_OFF)
    looks.close()
    assert len(server.took(*LOG_OFF)) == 1


def test_nothing_found_has_a_secret_in_it(server: StrictServer, at: At) -> None:
    leak = f"{PASSWORD} {TOKEN} {COOKIE}"
    server.session("PUT", "/connection/station", Reply.of({"message": leak}, 400))
    server.session("POST", FORM, Reply.of({"message": leak, "errorId": leak}, 500))
    found = found_at(at(server), credentials=CREDENTIALS, station=Workstation("7001"))
    shown = str(found)
    assert not [each for each in (PASSWORD, TOKEN, COOKIE) if each in shown]
    assert "Secret" not in shown


def test_a_server_s_words_are_one_line_of_letters() -> None:
    said = failed(Check.LOG_ON, "a\x1b[2J\nb\u202ec", "d\re" * 500)
    assert said.what == "a [2J b c"
    assert len(said.advice) < 500


def test_a_target_shows_no_password(server: StrictServer, at: At) -> None:
    shown = repr(target(at(server), credentials=IcCredentials("ada", Secret("hunter2"))))
    assert "hunter2" not in shown


def test_the_worst_of_nothing_is_ok() -> None:
    assert worst(()) is OK
