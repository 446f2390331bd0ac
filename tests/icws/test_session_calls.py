"""Each call of a session: what is sent, to the letter, and what is made of the answer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from agent_desktop.icws import (
    BadRequest,
    CampaignRefused,
    Client,
    ConnectionState,
    ControlType,
    Forbidden,
    InvalidRequest,
    LicenceMissing,
    NotFound,
    QueueId,
    QueueType,
    RemoteNumber,
    RemoteWorkstation,
    Session,
    StationChoice,
    Stationless,
    StationSetting,
    UnreadableAnswer,
    Workstation,
)
from agent_desktop.icws.wire import parse_date
from tests.icws.conftest import CREDENTIALS
from tests.icws.strict_server import Asked, Reply, StrictServer, connected

Do = Callable[[Session], Any]
NONE = ...

CALLS: list[tuple[str, str, int, Any, Do]] = [
    ("DELETE", "/connection", 200, NONE, lambda s: s.log_off()),
    ("DELETE", "/connection/station", 200, NONE, lambda s: s.clear_station()),
    ("POST", "/messaging/heartbeat", 200, NONE, lambda s: s.heartbeat()),
    ("POST", "/dialer/log-in", 200, {}, lambda s: s.dialer_log_in()),
    ("POST", "/dialer/log-in", 200, {"campaignId": "c"}, lambda s: s.dialer_log_in("c")),
    ("POST", "/dialer/log-off", 200, {}, lambda s: s.dialer_log_off()),
    ("POST", "/dialer/log-off", 200, {"campaignIds": ["a", "b"]},
     lambda s: s.dialer_log_off(["a", "b"])),
    ("POST", "/dialer/ready-for-calls", 200, {}, lambda s: s.ready_for_calls()),
    ("POST", "/dialer/ready-for-calls", 200, {"campaignIds": ["a"]},
     lambda s: s.ready_for_calls(["a"])),
    ("POST", "/interactions/1001/pickup", 200, NONE, lambda s: s.pick_up("1001")),
    ("POST", "/interactions/1001/disconnect", 200, NONE, lambda s: s.disconnect("1001")),
    ("POST", "/interactions/1001/hold", 200, {"on": True}, lambda s: s.hold("1001", True)),
    ("POST", "/interactions/1001/hold", 200, {"on": False}, lambda s: s.hold("1001", False)),
    ("POST", "/interactions/1001/mute", 200, {"on": False}, lambda s: s.mute("1001", False)),
    ("POST", "/interactions/a%2Fb%3Fc%20%C3%BC/mute", 200, {"on": True},
     lambda s: s.mute("a/b?c ü", True)),
    ("PUT", "/messaging/subscriptions/status/user-statuses", 200, {"userIds": ["ada"]},
     lambda s: s.subscribe_user_statuses(["ada"])),
    ("PUT", "/messaging/subscriptions/queues/mine", 200,
     {"queueIds": [{"queueType": 1, "queueName": "ada"}], "attributeNames": ["Eic_State"]},
     lambda s: s.subscribe_queue("mine", [QueueId(QueueType.USER, "ada")], ["Eic_State"])),
    ("DELETE", "/messaging/subscriptions/queues/mine", 204, NONE,
     lambda s: s.unsubscribe_queue("mine")),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status", "body", "do"), CALLS)
def test_a_call_sends_what_the_reference_says(
    server: StrictServer, session: Session, method: str, path: str, status: int, body: Any, do: Do
) -> None:
    server.session(method, path, Reply(status))
    done = do(session)
    asked = server.asked[-1]
    assert (asked.json if body is not NONE else asked.body) == (b"" if body is NONE else body)
    assert done.reference == asked.headers["x-request-id"]


STATION = "urn:inin.com:connection:"


@pytest.mark.parametrize(
    ("station", "body"),
    [
        (Workstation("7001"), {"__type": STATION + "workstationSettings", "workstation": "7001"}),
        (RemoteWorkstation("7001"),
         {"__type": STATION + "remoteWorkstationSettings", "workstation": "7001"}),
        (RemoteWorkstation("7001", "+30 1"),
         {"__type": STATION + "remoteWorkstationSettings", "workstation": "7001",
          "remoteNumber": "+30 1"}),
        (RemoteNumber("+30 1"),
         {"__type": STATION + "remoteNumberSettings", "remoteNumber": "+30 1",
          "persistentConnection": False}),
        (RemoteNumber("+30 1", persistent_connection=True),
         {"__type": STATION + "remoteNumberSettings", "remoteNumber": "+30 1",
          "persistentConnection": True}),
        (Stationless(), {"__type": STATION + "stationlessSettings"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ready", [True, False])
def test_a_station_of_each_kind_is_taken(
    server: StrictServer, session: Session, station: StationChoice, body: Any, ready: bool
) -> None:
    server.session("PUT", "/connection/station", Reply(200))
    session.set_station(station, ready=ready)
    expected = {**body, "supportedMediaTypes": [1], "readyForInteractions": ready}
    assert server.asked[-1].json == expected


@pytest.mark.parametrize(("status", "kind"), [(400, BadRequest), (403, Forbidden)])
def test_a_refused_station_tells_why(
    server: StrictServer, session: Session, status: int, kind: type[BadRequest]
) -> None:
    server.session(
        "PUT", "/connection/station", Reply.of({"message": "Bob is on station 7001."}, status)
    )
    with pytest.raises(kind, match=r"Bob is on station 7001\.") as caught:
        session.set_station(Workstation("7001"))
    assert type(caught.value) is kind, "only the dialer's 403 is about a licence"


def test_the_station_is_read_without_its_password(server: StrictServer, session: Session) -> None:
    body = {"id": "7001", "extension": "1", "stationSetting": 2, "sipPassword": "canary"}
    server.session("GET", "/connection/station", Reply.of(body), Reply.of({}, 404))
    station = session.station()
    assert station is not None
    assert (station.id, station.extension) == ("7001", "1")
    assert station.station_setting is StationSetting.REMOTE_WORKSTATION
    assert not hasattr(station, "sip_password")
    assert session.station() is None


def test_no_station_is_none_whichever_way_the_server_says_so(
    server: StrictServer, session: Session
) -> None:
    answers = [Reply.of({"stationSetting": 0}), Reply.of({}, 404), Reply.of({"id": "7001"})]
    server.session("GET", "/connection/station", *answers)
    assert session.station() is None
    assert session.station() is None
    assert session.station() is not None, "one whose kind isn't told"


def test_the_state_of_the_session_is_read(server: StrictServer, session: Session) -> None:
    body = {"connectionState": 2, "reason": "Logged on elsewhere.", "shouldReconnect": False}
    server.session("GET", "/connection", Reply.of(body))
    status = session.connection_state()
    assert status.state is ConnectionState.DOWN
    assert status.reason == "Logged on elsewhere."
    assert status.should_reconnect is False


def test_statuses_are_read(server: StrictServer, session: Session) -> None:
    body = {
        "statusMessageList": [
            {"statusId": "Available", "messageText": "Verfügbar", "isSelectableStatus": True,
             "isAcdStatus": True, "iconUri": "/x"},
            {"statusId": "Lunch", "messageText": "Lunch", "isDoNotDisturbStatus": True},
        ]
    }  # fmt: skip
    server.session("GET", "/status/status-messages", Reply.of(body))
    available, lunch = session.status_messages()
    assert (available.status_id, available.message_text) == ("Available", "Verfügbar")
    assert available.is_acd_status
    assert lunch.is_do_not_disturb_status
    assert not lunch.is_acd_status


def test_the_statuses_of_a_user_are_read(server: StrictServer, session: Session) -> None:
    body = {"statusMessages": ["Available", "Lunch"]}
    server.session("GET", "/status/status-messages-user-access/a%2Fb", Reply.of(body))
    assert session.status_messages_user_access("a/b") == ("Available", "Lunch")


def test_setting_a_status_gives_the_id_of_the_request(
    server: StrictServer, session: Session
) -> None:
    server.session("PUT", "/status/user-statuses/ada", Reply.of({"requestId": "r1"}, 202))
    assert session.set_user_status("ada", "Available") == "r1"
    assert server.asked[-1].json == {"statusId": "Available"}
    until = datetime(2021, 7, 6, 21, 32, 29, tzinfo=timezone(timedelta(hours=2)))
    session.set_user_status("ada", "Lunch", notes="soup", until=until)
    assert server.asked[-1].json == {
        "statusId": "Lunch", "notes": "soup", "until": "20210706T193229Z",
    }  # fmt: skip
    with pytest.raises(InvalidRequest):
        session.set_user_status("ada", "Lunch", until=until.replace(tzinfo=None))


def test_an_old_dialer_gets_no_body_with_ready_for_calls(
    server: StrictServer, client: Client
) -> None:
    features = [{"featureId": "dialer", "version": 3}]
    server.answer("POST", "/icws/connection", connected(features=features))
    server.session("POST", "/dialer/ready-for-calls", Reply(200))
    client.log_on(CREDENTIALS).ready_for_calls(["a"])
    assert server.asked[-1].body == b""


def test_a_refused_campaign_tells_why(server: StrictServer, session: Session) -> None:
    body = {"__type": "urn:inin.com:dialer:campaignLogonError", "logonError": 3, "message": "Ends."}
    server.session("POST", "/dialer/log-in", Reply.of(body, 400))
    with pytest.raises(CampaignRefused, match="Ends") as caught:
        session.dialer_log_in("c")
    assert caught.value.logon_error == 3


@pytest.mark.parametrize(
    ("path", "do"),
    [
        ("log-in", lambda s: s.dialer_log_in()),
        ("log-off", lambda s: s.dialer_log_off()),
        ("ready-for-calls", lambda s: s.ready_for_calls()),
        ("request-form-definition", lambda s: s.request_form_definition("c")),
    ],
)
def test_a_403_of_the_dialer_is_a_missing_licence(
    server: StrictServer, session: Session, path: str, do: Do
) -> None:
    server.session("POST", f"/dialer/{path}", Reply.of({"message": "No licence."}, 403))
    with pytest.raises(LicenceMissing):
        do(session)


def test_a_form_is_read(server: StrictServer, session: Session) -> None:
    body = {
        "pages": [
            {"name": "Hello", "text": "Say hello", "foregroundColor": "#000",
             "backgroundColor": "#fff", "stage": 1,
             "controls": [
                 {"column": "first", "label": "First name", "readOnly": True, "type": 0},
                 {"column": "x", "label": "X", "readOnly": False, "type": 77,
                  "dataItems": ["a", "b"], "maxLines": 2},
             ],
             "dispositions": [
                 {"label": "Sold", "wrapUpCategory": "Success", "recordStatus": "S"},
                 {"label": "Gone", "recordStatus": 3},
             ]},
            {"name": "Bye", "text": None, "controls": None, "stage": None},
        ],
        "misc": {"allowBreak": True, "militaryTime": False, "somethingNew": 1},
        "extensions": [{"what": "ever"}],
    }  # fmt: skip
    server.session("POST", "/dialer/request-form-definition", Reply.of(body))
    form = session.request_form_definition("c")
    assert server.asked[-1].json == {"campaignId": "c"}
    assert [(page.name, page.stage) for page in form.pages] == [("Hello", 1), ("Bye", None)]
    first, second = form.pages[0].controls
    assert first.type is ControlType.TEXT
    assert int(second.type) == 77
    assert second.data_items == ("a", "b")
    assert [one.record_status for one in form.pages[0].dispositions] == ["S", 3]
    assert form.misc is not None
    assert form.misc.allow_break
    assert form.misc.allow_skip is None


@pytest.mark.parametrize("part", ["", " ", ".", "..", "\ud800"])
def test_an_id_that_would_change_the_path_is_not_sent(
    server: StrictServer, session: Session, part: str
) -> None:
    with pytest.raises(InvalidRequest):
        session.pick_up(part)
    assert len(server.asked) == 1


def test_an_id_cannot_reach_another_resource(server: StrictServer, session: Session) -> None:
    seen: list[str] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked.path)
        return Reply(200)

    server.session("POST", "/interactions/..%2F..%2Fdialer%2F%7BsessionId%7D/pickup", answer)
    session.pick_up("../../dialer/{sessionId}")
    assert len(seen) == 1


def test_an_unknown_call_is_not_found(server: StrictServer, session: Session) -> None:
    with pytest.raises(NotFound):
        session.disconnect("9")


def test_a_success_without_its_value_cannot_be_read(server: StrictServer, session: Session) -> None:
    server.session("GET", "/status/status-messages", Reply.of({"statusMessageList": [{}]}))
    with pytest.raises(UnreadableAnswer):
        session.status_messages()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20210706T193229Z", datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)),
        ("2021-07-06T19:32:29Z", datetime(2021, 7, 6, 19, 32, 29, tzinfo=UTC)),
        ("2021-07-06T19:32:29+00:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_have_two_forms(text: str | None, moment: datetime | None) -> None:
    assert parse_date(text) == moment
