"""The vendor page of update-stage, line by line, and the odd answers servers and proxies give."""

import gzip
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from agent_desktop.icws import (
    Abort,
    Aborted,
    BadRequest,
    Client,
    FeatureMissing,
    Forbidden,
    IcwsError,
    InvalidRequest,
    LicenceMissing,
    MethodNotAllowed,
    NoAnswer,
    NotFound,
    RedirectRefused,
    ResourceRemoved,
    ServerFault,
    ServerRefused,
    Session,
    SessionGone,
    StageRefused,
    TooManyRequests,
    Unavailable,
    UnexpectedStatus,
    UnreadableAnswer,
)
from tests.icws.conftest import CREDENTIALS
from tests.icws.strict_server import (
    COOKIE,
    SESSION_ID,
    TOKEN,
    Asked,
    Reply,
    StrictServer,
    connected,
)

CAMPAIGN = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
PATH = f"/icws/{SESSION_ID}/dialer/update-stage"
ERROR = {"errorId": "error.request.stage", "errorCode": -7, "message": "Stage 9 doesn’t exist."}


def refused(server: StrictServer, session: Session, reply: Reply) -> IcwsError:
    server.answer("POST", PATH, reply)
    with pytest.raises(IcwsError) as caught:
        session.update_stage(CAMPAIGN, 2)
    asked = server.took("POST", PATH)
    assert len(asked) == 1, "never sent twice"
    assert caught.value.reference == asked[0].headers["x-request-id"]
    assert caught.value.method_path == "POST /icws/{sessionId}/dialer/update-stage"
    assert str(caught.value).strip()
    assert SESSION_ID not in str(caught.value)
    return caught.value


def test_the_request_is_what_the_vendor_page_says(server: StrictServer, session: Session) -> None:
    server.answer("POST", PATH, Reply(200))
    accepted = session.update_stage(CAMPAIGN, 3)
    [asked] = server.took("POST", PATH)
    assert asked.query == ""
    assert asked.json == {"campaignId": CAMPAIGN, "newStageId": 3}
    assert asked.headers["inin-icws-csrf-token"] == TOKEN
    assert asked.headers["cookie"] == COOKIE
    assert asked.headers["content-type"] == "application/vnd.inin.icws+JSON;charset=utf-8"
    assert asked.headers["accept"] == "application/vnd.inin.icws+JSON"
    assert (accepted.campaign_id, accepted.new_stage_id) == (CAMPAIGN, 3)
    assert accepted.status == 200
    assert accepted.reference == asked.headers["x-request-id"]


def test_the_agent_is_sent_only_when_given(server: StrictServer, session: Session) -> None:
    server.answer("POST", PATH, Reply(200))
    session.update_stage(CAMPAIGN, 0, "ada")
    [asked] = server.took("POST", PATH)
    assert asked.json == {"campaignId": CAMPAIGN, "newStageId": 0, "agentId": "ada"}


def test_texts_travel_as_they_are(server: StrictServer, session: Session) -> None:
    server.answer("POST", PATH, Reply(200))
    session.update_stage(' "Ünï\u2603\n', 2**31 - 1, "ąda")
    [asked] = server.took("POST", PATH)
    assert asked.json == {
        "campaignId": ' "Ünï\u2603\n', "newStageId": 2147483647, "agentId": "ąda",
    }  # fmt: skip


@pytest.mark.parametrize("stage", [-1, True, False, 1.0, "1", None, 2**31, 10**30, float("nan")])
def test_a_stage_that_is_no_number_of_a_stage_is_not_sent(
    server: StrictServer, session: Session, stage: Any
) -> None:
    server.answer("POST", PATH, Reply(200))
    with pytest.raises(InvalidRequest) as caught:
        session.update_stage(CAMPAIGN, stage)
    assert isinstance(caught.value, ValueError)
    assert server.took("POST", PATH) == []


@pytest.mark.parametrize(
    ("campaign", "agent"),
    [("", None), ("  \t", None), (None, None), (7, None), (CAMPAIGN, ""), (CAMPAIGN, " "),
     (CAMPAIGN, 7), ("\ud800", None)],
)  # fmt: skip
def test_an_empty_campaign_or_agent_is_not_sent(
    server: StrictServer, session: Session, campaign: Any, agent: Any
) -> None:
    server.answer("POST", PATH, Reply(200))
    with pytest.raises(InvalidRequest):
        session.update_stage(campaign, 1, agent)
    assert server.took("POST", PATH) == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200),
        Reply.of({}),
        Reply.of("", 200),
        Reply(200, b"{not json", [("Content-Type", "application/json")]),
        Reply(200, b"\xff\xfe", [("Content-Encoding", "gzip")]),
        Reply(raw=lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")),
        Reply(raw=lambda sock: sock.sendall(b"HTTP/1.0 200 \r\n\r\n")),
    ],
)
def test_any_200_is_a_confirmed_stage(server: StrictServer, session: Session, reply: Reply) -> None:
    server.answer("POST", PATH, reply)
    assert session.update_stage(CAMPAIGN, 2).new_stage_id == 2


def test_a_captive_portals_page_confirms_no_stage(server: StrictServer, session: Session) -> None:
    page = b"<html><title>Guest WLAN</title>"
    server.answer("POST", PATH, Reply(200, page, [("Content-Type", "text/html")]))
    with pytest.raises(UnreadableAnswer, match="Guest WLAN"):
        session.update_stage(CAMPAIGN, 2)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, StageRefused),
        (401, SessionGone),
        (403, LicenceMissing),
        (404, NotFound),
        (405, MethodNotAllowed),
        (410, ResourceRemoved),
        (429, TooManyRequests),
        (500, ServerFault),
        (503, Unavailable),
        (402, UnexpectedStatus),
        (418, UnexpectedStatus),
        (502, UnexpectedStatus),
        (504, UnexpectedStatus),
        (599, UnexpectedStatus),
        (201, UnexpectedStatus),
        (202, UnexpectedStatus),
        (204, UnexpectedStatus),
    ],
)
def test_each_answer_has_its_own_outcome(
    server: StrictServer, session: Session, status: int, kind: type[ServerRefused]
) -> None:
    error = refused(server, session, Reply.of(ERROR, status))
    assert type(error) is kind
    assert error.status == status
    if status != 204:
        assert error.error_id == "error.request.stage"
        assert error.error_code == -7
        assert error.message == "Stage 9 doesn’t exist."
        assert "Stage 9 doesn’t exist." in str(error)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", []),
        (b"{not json", [("Content-Type", "application/json")]),
        (b"\xff\xfe{", [("Content-Type", "application/vnd.inin.icws+JSON")]),
        (b'{"errorId":"x"}', []),
        (b'{"message":null,"errorId":7,"errorCode":"x"}', []),
        (b'{"message":["a"]}', []),
        (b"[1,2]", []),
        (b"null", []),
        (b"[" * 100_000, [("Content-Type", "application/json")]),
        (b"Service down", [("Content-Type", "text/plain")]),
        (b"\x1f\x8b broken", [("Content-Encoding", "gzip")]),
        (b"{}", [("Content-Type", "image/png")]),
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403, 410, 500, 503])
def test_an_answer_that_says_nothing_still_says_something_useful(
    server: StrictServer, session: Session, status: int, body: bytes, headers: Any
) -> None:
    error = refused(server, session, Reply(status, body, headers))
    assert isinstance(error, ServerRefused)
    assert error.message == ""
    assert str(error) == f"{error.lead} (status {status}) and didn't say more."


@pytest.mark.parametrize("packed", [False, True])
def test_the_media_type_of_an_error_does_not_matter(
    server: StrictServer, session: Session, packed: bool
) -> None:
    body = b'{"errorId":"e","message":"words"}'
    headers = [("Content-Type", "text/plain")]
    if packed:
        body, headers = gzip.compress(body), [*headers, ("Content-Encoding", "gzip")]
    assert refused(server, session, Reply(400, body, headers)).message == "words"


def test_a_proxys_page_is_told_by_its_title_only(server: StrictServer, session: Session) -> None:
    page = b"<!DOCTYPE html><html><head><title>\n 502 Bad &amp; Gateway </title><p>secret stuff"
    error = refused(server, session, Reply(502, page, [("Content-Type", "text/html")]))
    assert error.message == ""
    assert "502 Bad & Gateway" in str(error)
    assert "proxy" in str(error)
    assert "secret stuff" not in str(error)


def test_a_proxys_403_says_nothing_about_licences(server: StrictServer, session: Session) -> None:
    page = b"<html><title>Blocked by policy</title></html>"
    error = refused(server, session, Reply(403, page, [("Content-Type", "text/html")]))
    assert type(error) is Forbidden


def test_a_401_tells_realm_and_location(server: StrictServer, session: Session) -> None:
    challenge = 'Basic realm="web", icws LOCATION="/ICWS/connection" realm="ICWS"'
    error = refused(server, session, Reply.of(ERROR, 401, WWW_Authenticate=challenge))
    assert isinstance(error, SessionGone)
    assert (error.realm, error.location) == ("ICWS", "/ICWS/connection")


def test_challenges_in_two_headers_are_one_list(server: StrictServer, session: Session) -> None:
    reply = Reply.of(ERROR, 401, WWW_Authenticate="Negotiate")
    reply.headers.append(("www-authenticate", 'ICWS realm="ICWS" location="/x"'))
    error = refused(server, session, reply)
    assert isinstance(error, SessionGone)
    assert error.location == "/x"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120.0), (" 0 ", 0.0), ("-1", None), ("soon", None), ("1e9", None)]
)
def test_a_429_or_503_tells_how_long_to_wait(
    server: StrictServer, session: Session, status: int, text: str, seconds: float | None
) -> None:
    error = refused(server, session, Reply.of(ERROR, status, Retry_After=text))
    assert isinstance(error, TooManyRequests | Unavailable)
    assert error.retry_after == seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("until", "now", "seconds"),
    [
        ("Wed, 21 Oct 2026 07:28:30 GMT", "Wed, 21 Oct 2026 07:28:00 GMT", 30.0),
        ("Wednesday, 21-Oct-26 07:29:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT", 60.0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:30 GMT", 0.0),
        ("Wed, 21 Oct 2026 07:28:30 GMT", "Wed, 99 Oct", None),
        ("Wed, 99 Oct 2026 07:28:30 GMT", "Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_a_429_or_503_may_name_a_date_of_the_server_s_clock(
    server: StrictServer, session: Session, status: int, until: str, now: str, seconds: float | None
) -> None:
    answer = b"HTTP/1.1 %d Slow\r\nDate: %b\r\nRetry-After: %b\r\nContent-Length: 0\r\n\r\n"
    raw = answer % (status, now.encode(), until.encode())
    error = refused(server, session, Reply(raw=lambda sock: sock.sendall(raw)))
    assert isinstance(error, TooManyRequests | Unavailable)
    if "99" in now:
        assert error.retry_after is not None, "without a date of the server's our own clock serves"
    else:
        assert error.retry_after == seconds
    assert len(server.took("POST", PATH)) == 1, "the press is never sent again by itself"


def test_a_503_is_not_tried_again_whatever_it_asks_for(
    server: StrictServer, session: Session
) -> None:
    body = {**ERROR, "alternateHostList": ["ic2", 7, " "]}
    error = refused(server, session, Reply.of(body, 503, Retry_After="0"))
    assert isinstance(error, Unavailable)
    assert error.alternates == ("ic2",)


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308, 304])
def test_a_redirect_is_not_followed(server: StrictServer, session: Session, status: int) -> None:
    with StrictServer() as elsewhere:
        url = f"http://127.0.0.1:{elsewhere.port}/icws/take"
        error = refused(server, session, Reply(status, b"", [("Location", url)]))
        assert elsewhere.asked == []
    assert isinstance(error, RedirectRefused)
    assert error.location == "127.0.0.1"


@pytest.mark.parametrize("location", ["/same", "http://[", "", "?token=x"])
def test_an_odd_redirect_is_refused_too(
    server: StrictServer, session: Session, location: str
) -> None:
    error = refused(server, session, Reply(302, b"", [("Location", location)]))
    assert isinstance(error, RedirectRefused)
    assert error.location == ""
    assert len(server.asked) == 2


def test_a_400_that_names_a_property_keeps_it(server: StrictServer, session: Session) -> None:
    body = {
        "__type": "urn:inin.com:common:invalidPropertyError",
        "errorId": "error.request.invalidRepresentation.invalidProperty",
        "message": "No.",
        "propertyName": "newStageId",
    }
    error = refused(server, session, Reply.of(body, 400))
    assert isinstance(error, BadRequest)
    assert error.property_name == "newStageId"


def test_a_long_message_is_cut_and_has_no_control_characters(
    server: StrictServer, session: Session
) -> None:
    error = refused(server, session, Reply.of({"message": "a\x00\n\tb" + "x" * 5000}, 400))
    assert error.message.startswith("a bxx")
    assert len(error.message) == 1000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n",
    ],
)
def test_an_answer_that_breaks_off_leaves_the_stage_unconfirmed(
    server: StrictServer, session: Session, raw: bytes
) -> None:
    error = refused(server, session, Reply(raw=lambda sock: sock.sendall(raw)))
    assert isinstance(error, NoAnswer)
    assert error.sent is True
    assert error.status is None


@pytest.mark.parametrize("version", [None, 4])
def test_an_old_dialer_is_not_asked(
    server: StrictServer, client: Client, version: int | None
) -> None:
    features = [] if version is None else [{"featureId": "dialer", "version": version}]
    server.answer("POST", "/icws/connection", connected(features=features))
    session = client.log_on(CREDENTIALS)
    assert not session.features.supports("dialer", 5)
    with pytest.raises(FeatureMissing) as caught:
        session.update_stage(CAMPAIGN, 1)
    assert (caught.value.area, caught.value.needed) == ("dialer", 5)
    assert caught.value.found == (version or 0)
    assert len(server.asked) == 1


def test_references_are_short_and_never_the_same(server: StrictServer, session: Session) -> None:
    server.answer("POST", PATH, Reply(200))
    references = {session.update_stage(CAMPAIGN, 1).reference for _ in range(30)}
    assert len(references) == 30
    assert all(re.fullmatch(r"[A-Z2-7]{10}", reference) for reference in references)


def test_several_stages_go_out_at_once_on_one_session(
    server: StrictServer, session: Session
) -> None:
    together = threading.Barrier(8)

    def answer(asked: Asked) -> Reply:
        together.wait(5)
        if asked.json["newStageId"] % 2:
            return Reply.of({"message": f"no {asked.json['newStageId']}"}, 400)
        return Reply(200)

    server.answer("POST", PATH, answer)

    def press(stage: int) -> str:
        try:
            return f"yes {session.update_stage(CAMPAIGN, stage).new_stage_id}"
        except StageRefused as error:
            return error.message

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(press, range(16)))
    assert results == [f"{'no' if stage % 2 else 'yes'} {stage}" for stage in range(16)]


def test_connections_are_used_again(server: StrictServer, session: Session) -> None:
    server.answer("POST", PATH, Reply(200))
    for _ in range(3):
        session.update_stage(CAMPAIGN, 1)
    assert server.connections == 1


def test_a_connection_the_server_closed_meanwhile_is_not_used(
    server: StrictServer, session: Session
) -> None:
    closing = Reply(200, b"", [("Connection", "close")])
    server.answer("POST", PATH, closing)
    for _ in range(3):
        assert session.update_stage(CAMPAIGN, 1).status == 200
    assert server.connections > 1


class _Unwanted(Exception):
    """Why a request stays here."""


def test_the_last_look_comes_when_nothing_was_sent_and_may_keep_it(
    server: StrictServer, session: Session
) -> None:
    server.answer("POST", PATH, Reply(200))

    def unwanted() -> None:
        assert not server.took("POST", PATH)
        raise _Unwanted

    with pytest.raises(_Unwanted):
        session.update_stage(CAMPAIGN, 1, last_look=unwanted)
    session.update_stage(CAMPAIGN, 2, last_look=lambda: None)
    assert [asked.json["newStageId"] for asked in server.took("POST", PATH)] == [2]


def test_what_is_aborted_at_its_last_look_is_not_sent(
    server: StrictServer, session: Session
) -> None:
    server.answer("POST", PATH, Reply(200))
    abort = Abort()
    with pytest.raises(Aborted):
        session.update_stage(CAMPAIGN, 1, abort=abort, last_look=abort.abort)
    assert not server.took("POST", PATH)
