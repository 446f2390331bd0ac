"""Every dialer resource: its body to the letter, its statuses, its version, its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import pytest

from agent_desktop.icws import (
    Abort,
    Aborted,
    AgentType,
    BadRequest,
    CampaignRefused,
    Client,
    DialerResource,
    FeatureMissing,
    Forbidden,
    InvalidRequest,
    LicenceMissing,
    ManualCallType,
    NoSuchCall,
    NotFound,
    OutcomeRefused,
    RelativeTo,
    ResourceRemoved,
    ServerFault,
    ServerRefused,
    Session,
    SessionGone,
    StageRefused,
    UnexpectedStatus,
)
from tests.icws.conftest import CREDENTIALS
from tests.icws.dialer_bodies import BODIES
from tests.icws.strict_server import SESSION_ID, Reply, StrictServer, connected

Do = Callable[[Session], Any]
NONE = ...
ERROR = {"errorId": "error.request.dialer", "errorCode": -7, "message": "Not now."}


@dataclass(frozen=True)
class Declared:
    """One resource as the table of reference section 4 has it, and a call of ours."""

    name: str
    since: int
    success: int
    do: Do
    licensed: bool = True
    answer: Any = NONE
    refused: type[ServerRefused] = BadRequest
    unknown: type[ServerRefused] = NotFound

    @property
    def path(self) -> str:
        return f"/icws/{SESSION_ID}/dialer/{self.name}"

    @property
    def reply(self) -> Reply:
        return Reply(self.success) if self.answer is NONE else Reply.of(self.answer, self.success)


DECLARED = [
    Declared("log-in", 2, 200, lambda s: s.dialer_log_in(), refused=CampaignRefused),
    Declared("log-off", 2, 200, lambda s: s.dialer_log_off()),
    Declared("ready-for-calls", 2, 200, lambda s: s.ready_for_calls()),
    Declared("disposition", 2, 200, lambda s: s.file_outcome("Sold"), refused=OutcomeRefused,
             unknown=NoSuchCall),
    Declared("request-break", 2, 202, lambda s: s.request_break(), licensed=False),
    Declared("end-break", 2, 202, lambda s: s.end_break(), licensed=False),
    Declared("establish-persistent-connection", 2, 202,
             lambda s: s.establish_persistent_connection(), licensed=False),
    Declared("place-preview-call", 3, 200,
             lambda s: s.place_preview_call(initiated_by_timer=False), unknown=NoSuchCall),
    Declared("request-form-definition", 3, 200, lambda s: s.request_form_definition("c"),
             answer={}),
    Declared("update-call-data", 3, 202, lambda s: s.update_call_data("1001", "c", {}),
             licensed=False),
    Declared("set-agent-type", 3, 200, lambda s: s.set_agent_type(AgentType.REGULAR, ["c"])),
    Declared("update-stage", 5, 200, lambda s: s.update_stage("c", 1), refused=StageRefused),
    Declared("mark-call-for-finishing", 7, 200, lambda s: s.mark_call_for_finishing("1001", "c")),
    Declared("allocate-agents", 7, 202,
             lambda s: s.allocate_agents(["a"], campaign_ids_in=["c"])),
    Declared("initiate-manual-outbound-call", 7, 200,
             lambda s: s.initiate_manual_outbound_call("c", "a", "i", ManualCallType.PHONE_NUMBER),
             answer={"response": True}),
    Declared("request-contact-data", 2, 200, lambda s: s.request_contact_data("1001", "c"),
             answer={"contacts": []}),
]  # fmt: skip

every_resource = pytest.mark.parametrize("declared", DECLARED, ids=lambda one: one.name)


def dialer_of(server: StrictServer, client: Client, version: int | None) -> Session:
    features = [] if version is None else [{"featureId": "dialer", "version": version}]
    server.answer("POST", "/icws/connection", connected(features=features))
    return client.log_on(CREDENTIALS)


def resource_named(name: str) -> DialerResource:
    return DialerResource[name.upper().replace("-", "_")]


def test_every_resource_of_the_reference_has_its_call() -> None:
    assert {one.name for one in DECLARED} == set(BODIES)
    assert {resource_named(one.name) for one in DECLARED} == set(DialerResource)


@every_resource
def test_an_older_dialer_is_not_asked(
    server: StrictServer, client: Client, declared: Declared
) -> None:
    resource = resource_named(declared.name)
    session = dialer_of(server, client, declared.since - 1)
    assert not session.supports(resource)
    with pytest.raises(FeatureMissing) as caught:
        declared.do(session)
    assert (caught.value.area, caught.value.needed) == ("dialer", resource.since)
    assert caught.value.found == declared.since - 1
    assert len(server.asked) == 1, "only the log-on was sent"


@every_resource
def test_the_version_that_brought_a_resource_is_enough(
    server: StrictServer, client: Client, declared: Declared
) -> None:
    server.answer("POST", declared.path, declared.reply)
    session = dialer_of(server, client, declared.since)
    assert session.supports(resource_named(declared.name))
    declared.do(session)
    assert len(server.took("POST", declared.path)) == 1


def test_a_server_without_a_dialer_supports_none_of_it(
    server: StrictServer, client: Client
) -> None:
    session = dialer_of(server, client, None)
    assert not any(session.supports(resource) for resource in DialerResource)


@pytest.mark.parametrize("status", [200, 202, 204, 400, 401, 403, 404, 410, 500])
@every_resource
def test_each_status_means_what_the_reference_says(
    server: StrictServer, session: Session, declared: Declared, status: int
) -> None:
    kinds = {
        400: declared.refused,
        401: SessionGone,
        403: LicenceMissing if declared.licensed else Forbidden,
        404: declared.unknown,
        410: ResourceRemoved,
        500: ServerFault,
    }
    if status == declared.success:
        server.answer("POST", declared.path, declared.reply)
        declared.do(session)
        return
    server.answer("POST", declared.path, Reply.of(ERROR, status))
    with pytest.raises(ServerRefused) as caught:
        declared.do(session)
    assert type(caught.value) is kinds.get(status, UnexpectedStatus)
    [asked] = server.took("POST", declared.path)
    assert caught.value.reference == asked.headers["x-request-id"]
    assert caught.value.method_path == f"POST /icws/{{sessionId}}/dialer/{declared.name}"
    if status >= 400:
        assert caught.value.message == "Not now."
        assert str(caught.value) == f"{caught.value.lead}: Not now."


@pytest.mark.parametrize(("status", "kind"), [(403, Forbidden), (404, NotFound)])
def test_a_page_in_between_says_nothing_about_licences_and_calls(
    server: StrictServer, session: Session, status: int, kind: type[ServerRefused]
) -> None:
    page = Reply(status, b"<html><title>Blocked</title>", [("Content-Type", "text/html")])
    server.session("POST", "/dialer/disposition", page)
    with pytest.raises(ServerRefused) as caught:
        session.file_outcome("Sold")
    assert type(caught.value) is kind


BODIES_SENT: list[tuple[str, Any, Do]] = [
    ("disposition", {"label": "Sold"}, lambda s: s.file_outcome("Sold")),
    ("disposition", {"label": ' "Rückruf" \u2603\n'},
     lambda s: s.file_outcome(' "Rückruf" \u2603\n')),
    ("disposition", {"label": "Later", "scheduledTime": 0, "scheduledAgent": "ada",
                     "relativeTo": 0, "placeAdditionalFollowUpCall": False,
                     "callAttributes": {"Zip": "", "näme": "Ąda"}, "isAbandon": False},
     lambda s: s.file_outcome(
         "Later", scheduled_time=0, scheduled_agent="ada", relative_to=RelativeTo.UTC,
         place_additional_follow_up_call=False, call_attributes={"Zip": "", "näme": "Ąda"},
         is_abandon=False)),
    ("disposition", {"label": "Later", "scheduledTime": 2147483647, "relativeTo": 1,
                     "placeAdditionalFollowUpCall": True, "isAbandon": True},
     lambda s: s.file_outcome(
         "Later", scheduled_time=2**31 - 1, relative_to=RelativeTo.CONTACT,
         place_additional_follow_up_call=True, call_attributes={}, is_abandon=True)),
    ("request-break", NONE, lambda s: s.request_break()),
    ("end-break", NONE, lambda s: s.end_break()),
    ("establish-persistent-connection", NONE, lambda s: s.establish_persistent_connection()),
    ("place-preview-call", {"callInitiatedByTimer": True},
     lambda s: s.place_preview_call(initiated_by_timer=True)),
    ("place-preview-call", {"callInitiatedByTimer": False, "callAttributes": {"a": "b"}},
     lambda s: s.place_preview_call(initiated_by_timer=False, call_attributes={"a": "b"})),
    ("update-call-data", {"callId": "1001", "campaignId": "c", "callAttributes": {"a": "b"}},
     lambda s: s.update_call_data("1001", "c", {"a": "b"})),
    ("update-call-data", {"callId": "1001", "campaignId": "c", "callAttributes": {}},
     lambda s: s.update_call_data("1001", "c", {})),
    ("mark-call-for-finishing", {"callId": "1001", "campaignId": "c"},
     lambda s: s.mark_call_for_finishing("1001", "c")),
    ("mark-call-for-finishing",
     {"callId": "1001", "campaignId": "c", "callAttributes": {"a": "b"}},
     lambda s: s.mark_call_for_finishing("1001", "c", {"a": "b"})),
    ("set-agent-type", {"agentType": 1, "campaignIds": ["c"]},
     lambda s: s.set_agent_type(AgentType.REGULAR, ["c"])),
    ("set-agent-type", {"agentType": 2, "campaignIds": ["c", "d"]},
     lambda s: s.set_agent_type(AgentType.FINISHING, ("c", "d"))),
    ("set-agent-type", {"agentType": 3, "campaignIds": ["c"]},
     lambda s: s.set_agent_type(AgentType.COMPOSITE, ["c"])),
    ("allocate-agents", {"agentIds": ["ada", "bob"], "campaignIdsIn": ["c"]},
     lambda s: s.allocate_agents(["ada", "bob"], campaign_ids_in=["c"])),
    ("allocate-agents", {"agentIds": ["ada"], "campaignIdsOut": ["c"]},
     lambda s: s.allocate_agents(["ada"], campaign_ids_out=["c"])),
    ("allocate-agents",
     {"agentIds": ["ada"], "campaignIdsIn": ["c"], "campaignIdsOut": ["d", "e"]},
     lambda s: s.allocate_agents(["ada"], campaign_ids_in=["c"], campaign_ids_out=["d", "e"])),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "do"), BODIES_SENT)
def test_a_call_sends_what_the_reference_says(
    server: StrictServer, session: Session, name: str, body: Any, do: Do
) -> None:
    [declared] = [one for one in DECLARED if one.name == name]
    server.answer("POST", declared.path, declared.reply)
    done = do(session)
    [asked] = server.took("POST", declared.path)
    assert asked.query == ""
    assert (asked.body if body is NONE else asked.json) == (b"" if body is NONE else body)
    assert done.reference == asked.headers["x-request-id"]
    assert done.request_id is None


@pytest.mark.parametrize(
    ("reply", "request_id"),
    [
        (Reply.of({"requestId": "r1"}, 202), "r1"),
        (Reply.of({"requestId": "r1", "more": [1]}, 202), "r1"),
        (Reply.of({"requestId": None}, 202), None),
        (Reply.of({"requestId": ""}, 202), None),
        (Reply.of({"requestId": 7}, 202), None),
        (Reply.of({}, 202), None),
        (Reply.of([], 202), None),
        (Reply(202), None),
        (Reply(202, b"{not json", [("Content-Type", "application/json")]), None),
        (Reply(202, b"\xff\xfe", [("Content-Type", "application/json")]), None),
        (Reply(raw=lambda sock: sock.sendall(
            b'HTTP/1.1 202 Accepted\r\nContent-Length: 99\r\n\r\n{"requestId": "r')), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "name",
    ["request-break", "end-break", "establish-persistent-connection", "update-call-data",
     "allocate-agents"],
)  # fmt: skip
def test_what_is_taken_on_gives_the_id_of_its_request_where_there_is_one(
    server: StrictServer, session: Session, name: str, reply: Reply, request_id: str | None
) -> None:
    [declared] = [one for one in DECLARED if one.name == name]
    server.answer("POST", declared.path, reply)
    done = declared.do(session)
    assert done.request_id == request_id
    assert done.reference == server.asked[-1].headers["x-request-id"]


@pytest.mark.parametrize("nothing", ["", " \t", None, 7, "\ud800"])
@pytest.mark.parametrize(
    "do",
    [
        lambda s, x: s.file_outcome(x),
        lambda s, x: s.file_outcome("L", scheduled_agent="" if x is None else x),
        lambda s, x: s.mark_call_for_finishing(x, "c"),
        lambda s, x: s.mark_call_for_finishing("1", x),
        lambda s, x: s.update_call_data(x, "c", {}),
        lambda s, x: s.update_call_data("1", x, {}),
        lambda s, x: s.request_contact_data(x, "c"),
        lambda s, x: s.request_contact_data("1", x),
        lambda s, x: s.set_agent_type(AgentType.REGULAR, [x]),
        lambda s, x: s.allocate_agents([x], campaign_ids_in=["c"]),
        lambda s, x: s.allocate_agents(["a"], campaign_ids_in=[x]),
        lambda s, x: s.allocate_agents(["a"], campaign_ids_out=["c", x]),
        lambda s, x: s.initiate_manual_outbound_call(x, "a", "i", ManualCallType.PHONE_NUMBER),
        lambda s, x: s.initiate_manual_outbound_call("c", x, "i", ManualCallType.PHONE_NUMBER),
        lambda s, x: s.initiate_manual_outbound_call("c", "a", x, ManualCallType.PHONE_NUMBER),
        lambda s, x: s.initiate_manual_outbound_call(
            "c", "a", "i", ManualCallType.PHONE_NUMBER, "" if x is None else x),
    ],
)  # fmt: skip
def test_what_must_be_named_and_is_not_is_not_sent(
    server: StrictServer, session: Session, do: Callable[[Session, Any], Any], nothing: Any
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        do(session, nothing)
    assert isinstance(caught.value, ValueError)
    assert len(server.asked) == 1


@pytest.mark.parametrize("names", [[], (), "ada", ""])
@pytest.mark.parametrize(
    "do",
    [
        lambda s, x: s.set_agent_type(AgentType.REGULAR, x),
        lambda s, x: s.allocate_agents(x, campaign_ids_in=["c"]),
        lambda s, x: s.allocate_agents(["a"], campaign_ids_in=x),
        lambda s, x: s.allocate_agents(["a"], campaign_ids_out=x),
    ],
)
def test_a_list_without_a_name_is_not_sent(
    server: StrictServer, session: Session, do: Callable[[Session, Any], Any], names: Any
) -> None:
    with pytest.raises(InvalidRequest):
        do(session, names)
    assert len(server.asked) == 1


def test_agents_are_moved_between_campaigns_that_are_named(
    server: StrictServer, session: Session
) -> None:
    with pytest.raises(InvalidRequest):
        session.allocate_agents(["ada"])
    assert len(server.asked) == 1


COLUMN_CALLS: list[Callable[[Session, Any], Any]] = [
    lambda s, columns: s.file_outcome("Sold", call_attributes=columns),
    lambda s, columns: s.place_preview_call(initiated_by_timer=True, call_attributes=columns),
    lambda s, columns: s.update_call_data("1001", "c", columns),
    lambda s, columns: s.mark_call_for_finishing("1001", "c", columns),
]


@pytest.mark.parametrize("columns", [{"a": None}, {"a": 7}, {"a": True}, {7: "a"}, {"a": {}},
                                     {"a": "\ud800"}, {"\ud800": "a"}])  # fmt: skip
@pytest.mark.parametrize("do", COLUMN_CALLS)
def test_columns_that_are_not_texts_are_not_sent(
    server: StrictServer, session: Session, do: Callable[[Session, Any], Any], columns: Any
) -> None:
    with pytest.raises(InvalidRequest):
        do(session, columns)
    assert len(server.asked) == 1


class Limited:
    """A session whose calls all get these limits, to see that each call passes them on."""

    def __init__(self, session: Session, **limits: Any) -> None:
        self._session = session
        self._limits = limits

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(getattr(self._session, name), **self._limits)


@every_resource
def test_every_call_of_the_dialer_takes_a_deadline_and_an_abort(
    server: StrictServer, session: Session, declared: Declared
) -> None:
    with pytest.raises(InvalidRequest, match="deadline"):
        declared.do(cast(Session, Limited(session, deadline=-1.0)))
    abort = Abort()
    abort.abort()
    with pytest.raises(Aborted):
        declared.do(cast(Session, Limited(session, abort=abort)))
    assert len(server.asked) == 1
