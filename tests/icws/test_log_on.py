"""Logging on: bodies, answers, alternates, and where the password may go."""

import gzip
import socket
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Self

import pytest

from agent_desktop.icws import (
    Abort,
    Aborted,
    AuthToken,
    BadRequest,
    Client,
    Credentials,
    IcCredentials,
    IcwsError,
    InvalidRequest,
    LogOnRefused,
    NoAnswer,
    RedirectRefused,
    ResourceRemoved,
    Secret,
    ServerAddress,
    ServerFault,
    Session,
    SingleSignOnToken,
    TooManyRequests,
    Unavailable,
    UnexpectedStatus,
    Unreachable,
    UnreadableAnswer,
)
from agent_desktop.icws.transport import LARGEST_ANSWER
from tests.icws.conftest import CREDENTIALS, at
from tests.icws.raw_server import RawServer, says
from tests.icws.strict_server import (
    COOKIE,
    FEATURES,
    MEDIA_TYPE,
    PASSWORD,
    SESSION_ID,
    TOKEN,
    Reply,
    StrictServer,
    connected,
)

LOG_ON = "/icws/connection"
PREFIX = "urn:inin.com:connection:"


def taken(server: StrictServer) -> list[Any]:
    return server.took("POST", LOG_ON)


def refused(server: StrictServer, client: Client, reply: Reply) -> IcwsError:
    server.answer("POST", LOG_ON, reply)
    with pytest.raises(IcwsError) as caught:
        client.log_on(CREDENTIALS)
    assert PASSWORD not in f"{caught.value!s}{caught.value!r}{vars(caught.value)}"
    return caught.value


@pytest.mark.parametrize(
    ("credentials", "body"),
    [
        (
            IcCredentials("ada", Secret(PASSWORD)),
            {"__type": PREFIX + "icAuthConnectionRequestSettings",
             "userID": "ada", "password": PASSWORD},
        ),
        (
            AuthToken(Secret("seed"), Secret("token"), "1731000"),
            {"__type": PREFIX + "authTokenConnectionRequestSettings", "authTokenSeed": "seed",
             "authToken": "token", "authTokenSourceSession": "1731000"},
        ),
        (
            AuthToken(Secret("seed"), Secret("token"), "1731000", disconnect_source=True),
            {"__type": PREFIX + "authTokenConnectionRequestSettings", "authTokenSeed": "seed",
             "authToken": "token", "authTokenSourceSession": "1731000",
             "disconnectSourceSession": True},
        ),
        (
            SingleSignOnToken(Secret("token")),
            {"__type": PREFIX + "singleSignOnTokenConnectionRequestSettings",
             "singleSignOnToken": "token"},
        ),
    ],
)  # fmt: skip
def test_the_request_is_what_the_reference_says(
    server: StrictServer, client: Client, credentials: Credentials, body: dict[str, Any]
) -> None:
    client.log_on(credentials)
    [asked] = taken(server)
    assert asked.json == {"applicationName": "Agent Desktop", **body}
    assert asked.headers["accept-language"] == "en-us"
    assert asked.query == (
        "include=version,features,server-time,default-workstation,effective-station"
    )


def test_what_the_server_says_of_the_session_is_kept(server: StrictServer, client: Client) -> None:
    server.answer(
        "POST",
        LOG_ON,
        connected(
            alternateHostList=["ic2", "ic3"],
            daysUntilPasswordExpiration=5,
            version={"majorVersion": "18", "minorVersion": "4", "su": "0", "build": "x"},
            serverTimeInfo={"serverUtcTime": "20210706T193229Z"},
            defaultWorkstationId=None,
            effectiveStation={"stationId": {"id": "7001", "displayName": "Seven", "uri": "u"}},
            unknownProperty={"deep": [1]},
        ),
    )
    before = monotonic()
    info = client.log_on(CREDENTIALS).info
    assert info.session_id == SESSION_ID
    assert (info.user_id, info.user_display_name, info.ic_server) == ("ada", "Ada Moreno", "IC1")
    assert info.address == at(server.port)
    assert info.alternates == ("ic2", "ic3")
    assert info.days_until_password_expiration == 5
    assert info.version is not None
    assert info.version.major_version == "18"
    assert info.server_time is not None
    assert info.server_time.utc == datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)
    assert before <= info.server_time.mono <= monotonic()
    assert info.default_workstation_id is None
    assert info.effective_station is not None
    assert info.effective_station.id == "7001"
    assert info.features.supports("dialer", 7)
    assert not info.features.supports("dialer", 8)
    assert info.reference == taken(server)[0].headers["x-request-id"]


@pytest.mark.parametrize(
    "told",
    [..., None, {}, "20210706T193229Z", 7, [], {"serverUtcTime": None}, {"serverUtcTime": 7},
     {"serverUtcTime": "noon"}, {"serverUtcTime": "2021-07-06T19:32:29+02:00"}],
)  # fmt: skip
def test_a_clock_that_cannot_be_read_costs_no_session(
    server: StrictServer, client: Client, told: Any
) -> None:
    server.answer("POST", LOG_ON, connected(serverTimeInfo=told))
    assert client.log_on(CREDENTIALS).info.server_time is None


def test_the_server_s_clock_is_read_when_its_answer_comes(
    server: StrictServer, client: Client
) -> None:
    asked_for_features: list[float] = []

    def features(_: Any) -> Reply:
        asked_for_features.append(monotonic())
        return Reply.of({"featureInfoList": FEATURES})

    clock = {"serverUtcTime": "2021-07-06T19:32:29Z"}
    server.answer("POST", LOG_ON, connected(features=..., serverTimeInfo=clock))
    server.answer("GET", "/icws/connection/features", features)
    time = client.log_on(CREDENTIALS).info.server_time
    assert time is not None
    assert time.utc == datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)
    assert time.mono <= asked_for_features[0]


def test_token_and_session_id_may_come_in_headers(server: StrictServer, client: Client) -> None:
    server.answer("POST", LOG_ON, connected(csrfToken=..., sessionId=...))
    server.session("POST", "/messaging/heartbeat", Reply(200))
    client.log_on(CREDENTIALS).heartbeat()


def test_the_language_asked_for_is_sent(server: StrictServer) -> None:
    with Client(at(server.port), language="de-de") as client:
        client.log_on(CREDENTIALS)
    assert taken(server)[0].headers["accept-language"] == "de-de"


@pytest.mark.parametrize(
    "reply",
    [
        connected(csrfToken="", sessionId="1"),
        connected(csrfToken="a\r\nX-Evil: 1"),
        connected(csrfToken="to ken"),
        connected(sessionId="17 31"),
        connected(sessionId=7),
        Reply(201, b"", []),
        Reply(201, b"<html><title>Log in to the WiFi</title>", [("Content-Type", "text/html")]),
        Reply.of([], 201),
        Reply.of({"csrfToken": TOKEN, "sessionId": SESSION_ID}, 201),
    ],
)
def test_a_session_that_cannot_be_used_is_none(
    server: StrictServer, client: Client, reply: Reply
) -> None:
    if len(reply.headers) > 1 and b'"csrfToken": ""' in reply.body:
        reply = Reply(201, reply.body, [h for h in reply.headers if not h[0].startswith("ININ")])
    assert isinstance(refused(server, client, reply), UnreadableAnswer)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            {"errorId": "error.request.connection.authenticationFailure",
             "errorCode": -2147221503, "message": "The authentication process failed."},
            LogOnRefused,
        ),
        ({"errorCode": -2147221503, "message": "The authentication process failed."}, LogOnRefused),
        (
            {"errorId": "error.request.connection.authenticationFailure.locked", "message": "m"},
            LogOnRefused,
        ),
        (
            {"__type": "urn:inin.com:common:missingPropertyError", "propertyName": "userID",
             "errorId": "error.request.invalidRepresentation.invalidProperty", "message": "m"},
            BadRequest,
        ),
        (
            {"__type": "urn:inin.com:common:missingPropertyError", "propertyName": "userID",
             "message": "m"},
            BadRequest,
        ),
        ({}, BadRequest),
    ],
)  # fmt: skip
def test_wrong_credentials_are_told_from_a_wrong_request(
    server: StrictServer, client: Client, body: dict[str, Any], kind: type[BadRequest]
) -> None:
    error = refused(server, client, Reply.of(body, 400))
    assert type(error) is kind
    assert error.status == 400
    assert error.error_code == body.get("errorCode")
    assert error.hosts_tried == (str(client.address),)
    assert len(taken(server)) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(410, ResourceRemoved), (500, ServerFault), (401, UnexpectedStatus), (429, TooManyRequests),
     (307, RedirectRefused)],
)  # fmt: skip
def test_a_definite_answer_ends_the_log_on(
    server: StrictServer, client: Client, status: int, kind: type[IcwsError]
) -> None:
    reply = Reply.of({"message": "m", "alternateHostList": ["127.0.0.2"]}, status)
    assert type(refused(server, client, reply)) is kind


def test_a_user_is_needed(server: StrictServer, client: Client) -> None:
    with pytest.raises(InvalidRequest):
        client.log_on(IcCredentials(" ", Secret("x")))
    assert server.asked == []


def test_features_are_asked_for_where_the_log_on_names_none(
    server: StrictServer, client: Client
) -> None:
    server.answer("POST", LOG_ON, connected(features=...))
    server.answer("GET", LOG_ON + "/features", Reply.of({"featureInfoList": FEATURES}))
    assert client.log_on(CREDENTIALS).features.supports("dialer", 7)


@pytest.mark.parametrize("status", [404, 410])
def test_a_server_without_a_feature_list_has_no_features(
    server: StrictServer, client: Client, status: int
) -> None:
    server.answer("POST", LOG_ON, connected(features=None))
    server.answer("GET", LOG_ON + "/features", Reply(status))
    session = client.log_on(CREDENTIALS)
    assert not session.features.supports("dialer", 1)
    assert session.features.supports("dialer", 0)


def test_cookies_are_echoed_to_the_letter(server: StrictServer, client: Client) -> None:
    reply = connected()
    odd = 'lb="a b, c|d=e=";Path=/elsewhere; Domain=other.example;Secure'
    reply.headers += [("set-cookie", odd), ("Set-Cookie", "; HttpOnly"), ("Set-Cookie", "junk")]
    server.answer("POST", LOG_ON, reply)
    server.cookie = f'{COOKIE}; lb="a b, c|d=e="'
    server.session("POST", "/messaging/heartbeat", Reply(200))
    client.log_on(CREDENTIALS).heartbeat()


def test_a_cookie_set_anew_is_sent_from_then_on(server: StrictServer, session: Session) -> None:
    anew = f"icws_{SESSION_ID}=other|languageId=de"
    server.session(
        "POST",
        "/messaging/heartbeat",
        Reply(200, b"", [("Set-Cookie", f"{anew}; Path=/")]),
        Reply(200),
    )
    session.heartbeat()
    server.cookie = anew
    session.heartbeat()


def test_behind_a_web_proxy_everything_goes_under_its_path() -> None:
    with StrictServer(prefix="/app/api/ic1") as server:
        server.session("POST", "/messaging/heartbeat", Reply(200))
        address = ServerAddress.parse(f"http://127.0.0.1:{server.port}/app/api/ic1")
        with Client(address) as client:
            client.log_on(CREDENTIALS).heartbeat()
        assert server.complaints == []
        assert len(server.asked) == 2


# Alternates share scheme and port, so each host of these tests is another loopback address.
class Hosts:
    """Servers on 127.0.0.1, .2 ... at one port."""

    def __init__(self, count: int) -> None:
        self.servers: list[StrictServer] = []
        port = 0
        for number in range(1, count + 1):
            self.servers.append(StrictServer(host=f"127.0.0.{number}", port=port))
            port = self.servers[0].port
        self.port = port

    def __enter__(self) -> Self:
        for server in self.servers:
            server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.__exit__()
            assert server.complaints == []

    def taken(self) -> list[int]:
        return [len(taken(server)) for server in self.servers]


def full(*alternates: str) -> Reply:
    return Reply.of(
        {"alternateHostList": list(alternates), "errorId": "error.server.notAcceptingConnections",
         "message": "This server takes no sessions."},
        503,
    )  # fmt: skip


def test_a_server_that_takes_no_sessions_names_the_one_that_does() -> None:
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:
        hosts.servers[0].answer("POST", LOG_ON, full("127.0.0.2"))
        hosts.servers[1].session("POST", "/messaging/heartbeat", Reply(200))
        session = client.log_on(CREDENTIALS)
        assert session.info.address.host == "127.0.0.2"
        session.heartbeat()
        assert hosts.taken() == [1, 1]


def test_servers_that_point_at_each_other_are_asked_once_each() -> None:
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:
        hosts.servers[0].answer("POST", LOG_ON, full("127.0.0.1", "127.0.0.2", "127.0.0.2"))
        hosts.servers[1].answer("POST", LOG_ON, full("127.0.0.1"))
        with pytest.raises(Unavailable) as caught:
            client.log_on(CREDENTIALS)
        assert hosts.taken() == [1, 1]
        assert caught.value.hosts_tried == (
            f"http://127.0.0.1:{hosts.port}", f"http://127.0.0.2:{hosts.port}",
        )  # fmt: skip


def test_a_host_that_only_an_alternate_names_never_gets_the_password() -> None:
    with Hosts(3) as hosts, Client(at(hosts.port)) as client:
        hosts.servers[0].answer("POST", LOG_ON, full("127.0.0.2"))
        hosts.servers[1].answer("POST", LOG_ON, full("127.0.0.3"))
        with pytest.raises(Unavailable):
            client.log_on(CREDENTIALS)
        assert hosts.taken() == [1, 1, 0]


def test_names_with_more_than_a_name_in_them_are_not_followed() -> None:
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:
        port = hosts.port
        odd = (f"127.0.0.2:{port}", f"http://127.0.0.2:{port}", "127.0.0.2/x", "a@127.0.0.2", "")
        hosts.servers[0].answer("POST", LOG_ON, full(*odd))
        with pytest.raises(Unavailable):
            client.log_on(CREDENTIALS)
        assert hosts.taken() == [1, 0]


def test_the_number_of_moves_is_bounded() -> None:
    with Hosts(4) as hosts, Client(at(hosts.port)) as client:
        others = [f"127.0.0.{number}" for number in (2, 3, 4)]
        for server in hosts.servers:
            server.answer("POST", LOG_ON, full(*others))
        with pytest.raises(Unavailable):
            client.log_on(CREDENTIALS, max_hops=2)
        assert hosts.taken() == [1, 1, 1, 0]


def test_alternates_of_an_earlier_session_are_tried_when_the_server_is_gone() -> None:
    with Hosts(3) as hosts, Client(at(hosts.port).with_host("127.0.0.4")) as client:
        hosts.servers[1].answer("POST", LOG_ON, full("127.0.0.3"))
        session = client.log_on(CREDENTIALS, alternates=["127.0.0.2", "127.0.0.1"])
        assert session.info.address.host == "127.0.0.1"
        assert hosts.taken() == [1, 1, 0]


def test_a_log_on_may_begin_with_an_alternate() -> None:
    with Hosts(3) as hosts, Client(at(hosts.port)) as client:
        session = client.log_on(
            CREDENTIALS, alternates=["127.0.0.3", "127.0.0.2"], begin_with="127.0.0.2"
        )
        assert session.info.address.host == "127.0.0.2"
        assert hosts.taken() == [0, 1, 0]


def test_a_log_on_does_not_begin_with_a_host_that_is_none_of_the_alternates() -> None:
    with Hosts(3) as hosts, Client(at(hosts.port)) as client:
        client.log_on(CREDENTIALS, alternates=["127.0.0.3"], begin_with="127.0.0.2")
        assert hosts.taken() == [1, 0, 0]


def test_a_wrong_password_is_not_tried_on_the_next_host() -> None:
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:
        hosts.servers[0].answer("POST", LOG_ON, Reply.of({"message": "Wrong."}, 400))
        with pytest.raises(LogOnRefused):
            client.log_on(CREDENTIALS, alternates=["127.0.0.2"])
        assert hosts.taken() == [1, 0]


def test_a_server_that_gives_no_answer_may_have_a_session_so_no_other_is_asked() -> None:
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:
        hosts.servers[0].answer("POST", LOG_ON, Reply(raw=lambda _: None))
        with pytest.raises(NoAnswer):
            client.log_on(CREDENTIALS, alternates=["127.0.0.2"])
        assert hosts.taken() == [1, 0]


def test_a_log_on_that_is_given_up_asks_no_other_host() -> None:
    given_up = Abort()
    with Hosts(2) as hosts, Client(at(hosts.port)) as client:

        def full_by_then(sock: socket.socket) -> None:
            given_up.abort()
            sock.sendall(b"HTTP/1.1 503 Full\r\nContent-Length: 0\r\n\r\n")

        hosts.servers[0].answer("POST", LOG_ON, Reply(raw=full_by_then))
        with pytest.raises(Aborted):
            client.log_on(CREDENTIALS, alternates=["127.0.0.2"], give_up=given_up)
        assert hosts.taken() == [1, 0]


def test_a_log_on_given_up_once_it_is_on_its_way_has_its_session(
    server: StrictServer, client: Client
) -> None:
    given_up = Abort()

    def late(_: object) -> Reply:
        given_up.abort()
        return connected(features=...)

    server.answer("POST", LOG_ON, late)
    server.answer("GET", LOG_ON + "/features", Reply.of({"featureInfoList": FEATURES}))
    session = client.log_on(CREDENTIALS, give_up=given_up)
    assert session.info.session_id == SESSION_ID


def test_a_log_on_that_fails_after_its_session_began_ends_it(
    server: StrictServer, client: Client
) -> None:
    server.answer("POST", LOG_ON, connected(features=...))
    server.answer("GET", LOG_ON + "/features", Reply(500))
    server.session("DELETE", "/connection", Reply(200))
    with pytest.raises(ServerFault):
        client.log_on(CREDENTIALS)
    assert len(server.took("DELETE", f"/icws/{SESSION_ID}/connection")) == 1


def test_all_hosts_gone_tells_which_were_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with Client(at(port)) as client, pytest.raises(Unreachable) as caught:
        client.log_on(CREDENTIALS, alternates=["127.0.0.2"])
    assert caught.value.hosts_tried == (f"http://127.0.0.1:{port}", f"http://127.0.0.2:{port}")
    assert caught.value.host == "127.0.0.2"


def test_what_a_server_says_before_a_session_is_read(server: StrictServer, client: Client) -> None:
    server.answer(
        "GET",
        LOG_ON + "/server-info",
        Reply.of(
            {
                "languages": [{"id": "en-us"}],
                "acceptLanguage": "en-us",
                "authentication": {
                    "allowIcAuth": True,
                    "identityProviders": [
                        {"displayName": "Corp", "identityProviderId": "1",
                         "builtInIdentityProvider": False}
                    ],
                    "userAgreementText": "Be kind.",
                },
            }
        ),
    )  # fmt: skip
    server.answer("GET", LOG_ON + "/version", Reply.of({"majorVersion": "18"}))
    server.answer("GET", LOG_ON + "/features", Reply.of({"featureInfoList": FEATURES}))
    authentication = client.server_info().authentication
    assert authentication is not None
    assert authentication.user_agreement_text == "Be kind."
    assert authentication.allow_ic_auth
    assert [p.display_name for p in authentication.identity_providers or ()] == ["Corp"]
    assert client.version().major_version == "18"
    assert client.features().version("DIALER") == 7
    assert all(asked.body == b"" for asked in server.asked)


def test_a_web_page_is_no_server(server: StrictServer, client: Client) -> None:
    page = Reply(200, b"<html><title>Printer</title>", [("Content-Type", "text/html")])
    server.answer("GET", LOG_ON + "/server-info", page)
    with pytest.raises(UnreadableAnswer, match="Printer"):
        client.server_info()


@pytest.mark.parametrize("body", [b"", b"[]", b"{bad", b'{"authentication":7}', b"\xff"])
def test_a_body_of_another_kind_is_an_error_of_its_own(
    server: StrictServer, client: Client, body: bytes
) -> None:
    server.answer("GET", LOG_ON + "/server-info", Reply(200, body, [("Content-Type", MEDIA_TYPE)]))
    with pytest.raises(UnreadableAnswer) as caught:
        client.server_info()
    assert caught.value.status == 200


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_longer_than_the_limit_is_not_read(packed: bool) -> None:
    body = b" " * (LARGEST_ANSWER + 1)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    if packed:
        body = gzip.compress(body)
        head += b"Content-Encoding: gzip\r\n"
    with (
        RawServer(says(head + b"\r\n" + body)) as server,
        Client(at(server.port)) as client,
        pytest.raises(UnreadableAnswer, match="longer than 16777216 bytes"),
    ):
        client.version()


@pytest.mark.parametrize("language", ["", "en us", "en\r\nX: y", "*"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(InvalidRequest):
        Client(ServerAddress.parse("ic1"), language=language)


@pytest.mark.parametrize("deadline", [-1.0, float("nan"), float("inf"), 1e9])
def test_a_deadline_that_is_none_is_refused(client: Client, deadline: float) -> None:
    with pytest.raises(InvalidRequest):
        client.version(deadline=deadline)
