"""Passwords, tokens, cookies and contact data have no way out but the wire."""

import json
import logging
import pickle
import re
import traceback
from collections.abc import Iterator

import pytest

from agent_desktop.icws import (
    AuthToken,
    Client,
    IcCredentials,
    IcwsError,
    Secret,
    Session,
    SingleSignOnToken,
)
from agent_desktop.icws.connection import settings
from tests.icws.conftest import CREDENTIALS
from tests.icws.strict_server import (
    COOKIE,
    COOKIE_VALUE,
    PASSWORD,
    SESSION_ID,
    TOKEN,
    Reply,
    StrictServer,
)

CANARIES = (PASSWORD, TOKEN, COOKIE, COOKIE_VALUE, "9f6d1c2e-canary-cookie")


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line that any library logs, at any level."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s").format(record))

    root = logging.getLogger()
    handler, level = Keep(), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


def no_canary(*texts: str) -> None:
    for text in texts:
        for canary in CANARIES:
            assert canary not in text


def test_a_secret_is_shown_to_nobody() -> None:
    secret = Secret(PASSWORD)
    no_canary(repr(secret), str(secret), f"{secret} {secret!r} {[secret]}", "%s" % secret)  # noqa: UP031  # a way out
    assert secret.reveal() == PASSWORD
    assert secret == Secret(PASSWORD)
    assert secret != Secret("other")
    assert secret != PASSWORD
    assert len({secret, Secret(PASSWORD)}) == 1
    assert not Secret("")
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)


def test_no_repr_shows_a_secret(session: Session, client: Client) -> None:
    for credentials in (
        IcCredentials("ada", Secret(PASSWORD)),
        AuthToken(Secret(PASSWORD), Secret(TOKEN), "1731000"),
        SingleSignOnToken(Secret(TOKEN)),
    ):
        no_canary(repr(credentials), repr(settings(credentials, "app")))
    no_canary(repr(session), repr(session.info), repr(client), repr(vars(session)))
    line = session._line
    no_canary(repr(vars(line)), repr(line))
    assert SESSION_ID not in repr(session.info)


def test_one_line_a_request_and_nothing_of_its_content(
    server: StrictServer, session: Session, logged: list[str]
) -> None:
    server.session("POST", "/dialer/update-stage", Reply(200))
    accepted = session.update_stage("contact-canary", 2, "ada")
    [line] = logged
    assert re.fullmatch(
        r"agent_desktop\.icws POST /icws/\{sessionId\}/dialer/update-stage 200 \d+ ms "
        + accepted.reference,
        line,
    )


def shown(error: IcwsError) -> str:
    """All that an error can show to a person or a log."""
    return f"{error} {error!r} {vars(error)} {''.join(traceback.format_exception(error))}"


@pytest.mark.parametrize("status", [200, 201, 302, 400, 401, 500, 503])
def test_a_password_that_a_server_says_back_is_struck_out(
    server: StrictServer, client: Client, logged: list[str], status: int
) -> None:
    body = {"errorId": PASSWORD, "message": f"Not {PASSWORD}!", "propertyName": PASSWORD}
    server.answer("POST", "/icws/connection", Reply.of(body, status, Location=f"/{PASSWORD}"))
    with pytest.raises(IcwsError) as caught:
        client.log_on(CREDENTIALS)
    no_canary(shown(caught.value), *logged)


@pytest.mark.parametrize("status", [201, 302, 400, 401, 403, 500, 503])
def test_a_token_or_cookie_that_a_server_says_back_is_struck_out(
    server: StrictServer, session: Session, logged: list[str], status: int
) -> None:
    body = {"errorId": TOKEN, "message": f"You sent {TOKEN} and {COOKIE}.", "propertyName": COOKIE}
    server.session("POST", "/dialer/update-stage", Reply.of(body, status))
    with pytest.raises(IcwsError) as caught:
        session.update_stage("c", 1)
    no_canary(shown(caught.value), *logged)
    assert caught.value.message == "You sent ••• and •••."
    assert SESSION_ID not in shown(caught.value) + "".join(logged)


def test_headers_that_cannot_be_parsed_reach_no_log(
    server: StrictServer, session: Session, logged: list[str]
) -> None:
    raw = (
        f"HTTP/1.1 200 OK\r\nSet-Cookie {COOKIE}\r\nbroken {TOKEN}\r\nContent-Length: 0\r\n\r\n"
    ).encode()
    server.session("POST", "/messaging/heartbeat", Reply(raw=lambda sock: sock.sendall(raw)))
    session.heartbeat()
    no_canary(*logged)
    assert len(logged) == 1


def test_messages_reach_no_log(server: StrictServer, session: Session, logged: list[str]) -> None:
    stream = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    stream += b"contact-canary: x\n\ndata: contact-canary\n\n"
    server.session("GET", "/messaging/messages", Reply(raw=lambda sock: sock.sendall(stream)))
    with pytest.raises(IcwsError) as caught:
        list(session.messages())
    assert "contact-canary" not in "".join(logged) + str(caught.value)


def test_a_broken_connection_shows_no_path(server: StrictServer, session: Session) -> None:
    server.session("POST", "/messaging/heartbeat", Reply(raw=lambda _: None))
    with pytest.raises(IcwsError) as caught:
        session.heartbeat()
    text = "".join(traceback.format_exception(caught.value))
    assert SESSION_ID not in text
    no_canary(text)


def test_a_password_that_no_header_can_hold_is_no_problem(
    server: StrictServer, client: Client
) -> None:
    odd = 'p"\\\u2603\u0000\r\n\t' + "\U0001f600"
    client.log_on(IcCredentials("ada", Secret(odd)))
    assert server.asked[0].json["password"] == odd
