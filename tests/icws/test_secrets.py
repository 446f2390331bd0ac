"""Passwords, tokens, cookies and contact data have no way out but the wire."""

import json
import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agent_desktop.icws import (
    AuthToken,
    Client,
    IcCredentials,
    IcwsError,
    InvalidRequest,
    ManualCallType,
    Secret,
    Session,
    SingleSignOnToken,
)
from agent_desktop.icws.connection import settings
from agent_desktop.icws.contacts import CallDataParameters, Contact
from agent_desktop.icws.outcomes import DispositionParameters
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
        r"agent_desktop\.icws request: POST /icws/\{sessionId\}/dialer/update-stage 200 \d+ ms "
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
    assert caught.value.__context__ is None
    assert SESSION_ID not in text
    no_canary(text)


@pytest.mark.parametrize("status", [200, 302, 400, 403, 500, 503])
def test_a_secret_in_a_web_page_s_title_is_struck_out(
    server: StrictServer, session: Session, status: int
) -> None:
    page = f"<html><title>{'long ' * 15}{TOKEN} signs in</title></html>".encode()
    html = [("Content-Type", "text/html"), ("Location", f"/{TOKEN}")]
    server.session("POST", "/messaging/heartbeat", Reply(status, page, html))
    with pytest.raises(IcwsError) as caught:
        session.heartbeat()
    assert TOKEN[:5] not in shown(caught.value)


def test_a_token_in_a_challenge_is_struck_out(server: StrictServer, session: Session) -> None:
    said = {"WWW-Authenticate": f'ICWS realm="{TOKEN}" location="/{TOKEN}"'}
    server.session("POST", "/messaging/heartbeat", Reply.of({"message": "x"}, 401, **said))
    with pytest.raises(IcwsError) as caught:
        session.heartbeat()
    no_canary(shown(caught.value))


def test_a_cookie_that_can_t_be_sent_back_is_in_no_error(session: Session) -> None:
    session._line.take_cookies([f"{COOKIE}\rx"])
    with pytest.raises(InvalidRequest) as caught:
        session.heartbeat()
    assert caught.value.__context__ is None
    no_canary(shown(caught.value))


def test_a_password_that_no_header_can_hold_is_no_problem(
    server: StrictServer, client: Client
) -> None:
    odd = 'p"\\\u2603\u0000\r\n\t' + "\U0001f600"
    client.log_on(IcCredentials("ada", Secret(odd)))
    assert server.asked[0].json["password"] == odd


CONTACT = ("Maria Petrou-canary", "+30 210 canary", "canary street 7, Athens")
COLUMNS = {"First name": CONTACT[0], "Phone": CONTACT[1], "Street": CONTACT[2], "Zip": ""}

# Every call that carries a contact's data, with the path it is sent to.
CONTACT_CALLS: list[tuple[str, int, Callable[[Session, dict[str, str]], Any]]] = [
    ("disposition", 200, lambda s, columns: s.file_outcome("Sold", call_attributes=columns)),
    ("place-preview-call", 200,
     lambda s, columns: s.place_preview_call(initiated_by_timer=False, call_attributes=columns)),
    ("update-call-data", 202, lambda s, columns: s.update_call_data("1001", "c", columns)),
    ("mark-call-for-finishing", 200,
     lambda s, columns: s.mark_call_for_finishing("1001", "c", columns)),
    ("initiate-manual-outbound-call", 200,
     lambda s, columns: s.initiate_manual_outbound_call(
         "c", "ada", columns["First name"], ManualCallType.PHONE_NUMBER, columns["Phone"])),
]  # fmt: skip


def all_of(error: BaseException | None) -> str:
    """An error as `shown`, and every error that Python keeps behind it."""
    texts = []
    while error is not None:
        texts.append(f"{error} {error!r} {vars(error)}")
        texts.append("".join(traceback.format_exception(error)))
        error = error.__context__
    return "".join(texts)


def no_contact(*texts: str) -> None:
    for text in texts:
        assert "canary" not in text


@pytest.mark.parametrize("status", [201, 302, 400, 401, 403, 404, 410, 429, 500, 503])
@pytest.mark.parametrize(("name", "success", "do"), CONTACT_CALLS)
def test_contact_data_that_a_server_says_back_is_struck_out(
    server: StrictServer, session: Session, logged: list[str], status: int, name: str,
    success: int, do: Callable[[Session, dict[str, str]], Any],
) -> None:  # fmt: skip
    said = f"{CONTACT[0]} ({CONTACT[1]}) isn't one."
    body = {"errorId": CONTACT[0], "message": said, "propertyName": CONTACT[1]}
    server.session("POST", f"/dialer/{name}", Reply.of(body, status))
    with pytest.raises(IcwsError) as caught:
        do(session, COLUMNS)
    no_contact(all_of(caught.value), *logged)
    if status >= 400:
        assert caught.value.message == "••• (•••) isn't one."


@pytest.mark.parametrize(("name", "success", "do"), CONTACT_CALLS)
def test_contact_data_that_is_sent_reaches_no_log(
    server: StrictServer, session: Session, logged: list[str], name: str, success: int,
    do: Callable[[Session, dict[str, str]], Any],
) -> None:  # fmt: skip
    server.session("POST", f"/dialer/{name}", Reply.of({"response": True}, success))
    done = do(session, COLUMNS)
    assert CONTACT[1] in server.asked[-1].body.decode()
    no_contact(repr(done), repr(session), *logged)
    [line] = logged
    assert f" POST /icws/{{sessionId}}/dialer/{name} {success} " in line


@pytest.mark.parametrize(("name", "success", "do"), CONTACT_CALLS)
@pytest.mark.parametrize("odd", [CONTACT[1] + "\ud800", 7])
def test_contact_data_that_cannot_be_sent_is_in_no_error(
    session: Session, logged: list[str], name: str, success: int, odd: Any,
    do: Callable[[Session, dict[str, str]], Any],
) -> None:  # fmt: skip
    with pytest.raises(IcwsError) as caught:
        do(session, {**COLUMNS, "Phone": odd})
    no_contact(all_of(caught.value), *logged)


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"contacts": [{"contactdata": {"canary": {"canary": "canary"}}}]}).encode(),
        json.dumps({"contacts": [{"contactdata": "canary"}]}).encode(),
        b'{"contacts": [{"contactdata": {"canary": "canary',
        b'{"contacts": [{"contactdata": {"canary": "canary\xff"}',
        b"canary",
    ],
)
def test_contact_data_that_cannot_be_read_is_in_no_error(
    server: StrictServer, session: Session, logged: list[str], answer: bytes
) -> None:
    server.session("POST", "/dialer/request-contact-data", Reply(200, answer))
    with pytest.raises(IcwsError) as caught:
        session.request_contact_data("1001", "c")
    no_contact(all_of(caught.value), *logged)


def test_contact_data_that_is_read_reaches_no_log(
    server: StrictServer, session: Session, logged: list[str]
) -> None:
    answer = {"contacts": [{"contactdata": COLUMNS}]}
    server.session("POST", "/dialer/request-contact-data", Reply.of(answer))
    contacts = session.request_contact_data("1001", "c")
    assert contacts[0].columns == COLUMNS
    no_contact(repr(contacts), str(contacts), *logged)


def test_no_repr_shows_contact_data() -> None:
    for value in (
        Contact(columns=COLUMNS),
        DispositionParameters(label="Sold", call_attributes=COLUMNS),
        CallDataParameters(call_id="1", campaign_id="c", call_attributes=COLUMNS),
    ):
        no_contact(repr(value), str(value), f"{[value]}")


def test_a_name_within_a_name_leaves_nothing_standing(
    server: StrictServer, session: Session
) -> None:
    server.session("POST", "/dialer/update-call-data", Reply.of({"message": "No Mariana."}, 400))
    with pytest.raises(IcwsError) as caught:
        session.update_call_data("1001", "c", {"a": "Maria", "b": "Mariana"})
    assert caught.value.message == "No •••."
