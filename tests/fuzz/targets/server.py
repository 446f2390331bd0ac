"""The simulator, spoken to by a hostile client."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.testing import FlaskClient
from hypothesis import strategies as st

from agent_desktop.simulator.application import create_app
from agent_desktop.simulator.areas import RESOURCES
from agent_desktop.simulator.body import Body, boolean, integer, list_of, read_body, string, texts
from agent_desktop.simulator.body import utc_date as date
from agent_desktop.simulator.journal import Journal
from agent_desktop.simulator.refusals import Refusal
from agent_desktop.simulator.scenario_file import parse_scenario
from agent_desktop.simulator.world import World
from tests.fuzz import documents
from tests.fuzz.spoiling import as_json, spoilt_json
from tests.fuzz.target import Check, Target, plain

KINDS = (string, integer, boolean, date, texts, list_of(string), list_of(integer))
BODIES: tuple[dict[str, Any], ...] = (
    {"campaignId": documents.SPRING, "newStageId": 2, "agentId": "ada"},
    {"label": "Sale", "scheduledTime": 1772442000, "relativeTo": 0, "callAttributes": {"a": "b"}},
    {"campaignIds": [documents.SPRING], "agentType": 1},
    {"callId": "2001", "campaignId": documents.SPRING, "callAttributes": {"Town": "Elmford"}},
    {"agentIds": ["ada"], "campaignIdsIn": [documents.SPRING], "campaignIdsOut": []},
    {"campaignid": documents.SPRING, "agentid": "ada", "identity": "1", "type": 3,
     "numbervalue": "+1 202 555 0199"},
    {"statusId": "Available", "notes": "x", "until": "20260302T090000Z", "userIds": ["ada"]},
    {"queueIds": [{"queueType": 1, "queueName": "ada"}], "attributeNames": ["Eic_State"]},
    {"__type": documents.CONNECTION + "workstationSettings", "workstation": "7001",
     "supportedMediaTypes": [1], "readyForInteractions": True},
    {"__type": documents.CONNECTION + "icAuthConnectionRequestSettings", "applicationName": "t",
     "userID": "ada", "password": "demo"},
    {"on": True, "callInitiatedByTimer": False, "authTokenSeed": "seed"},
)  # fmt: skip
TYPES = "application/vnd.inin.icws+JSON;charset=utf-8"
PLACES = [each for each in RESOURCES if each.method in ("POST", "PUT")]
HEADERS = {"Accept": "application/vnd.inin.icws+JSON", "Accept-Language": "en-us"}


def check_body(data: bytes) -> None:
    """A body is an object whose every property is of a kind or refused, or it is refused."""
    try:
        body = read_body(data)
    except Refusal as refusal:
        assert refusal.status == 400
        return
    assert isinstance(body, Body)
    for name in list(body._properties)[:20]:
        for kind in KINDS:
            try:
                value: object = body.optional(name, kind)
            except Refusal as refusal:
                assert refusal.status == 400
                continue
            assert kind is not integer or isinstance(value, int | None)
            assert kind is not integer or not isinstance(value, bool)


class HostileClient:
    """Logs on as it should and then sends what it likes."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self._session = ""
        self._headers: dict[str, str] = {}

    def log_on(self) -> None:
        """Begin a session, in the dialer."""
        answer = self._client.post("/icws/connection", json=BODIES[9], headers=HEADERS)
        assert answer.status_code == 201
        self._session = answer.headers["ININ-ICWS-Session-ID"]
        self._headers = HEADERS | {
            "ININ-ICWS-CSRF-Token": answer.headers["ININ-ICWS-CSRF-Token"],
            "Content-Type": TYPES,
        }
        for path, body in (("connection/station", BODIES[8]), ("dialer/log-in", {})):
            method = "PUT" if path.endswith("station") else "POST"
            self.send(method, f"/icws/{self._session}/{path}", json.dumps(body).encode())

    def check(self, data: bytes) -> None:
        """No body makes the server fail, and no wrong one moves a call."""
        place, body = PLACES[(data[:1] or b"\0")[0] % len(PLACES)], data[1:]
        path = place.path.replace("<userId>", "ada").replace("<interactionId>", "2001")
        start = f"/icws/{self._session}/" if place.in_session else "/icws/"
        status = self.send(place.method, start + path, body)
        if status == 401:
            self.log_on()
        assert status < 500 or status == 503, f"{place.method} {path}: {status}"
        if place.path == "dialer/update-stage" and status == 200:
            said = json.loads(body)
            assert type(said["newStageId"]) is int
            assert type(said["campaignId"]) is str

    def send(self, method: str, path: str, body: bytes) -> int:
        """Send a request and return the status; the answer is always JSON or nothing."""
        answer = self._client.open(path, method=method, data=body, headers=self._headers)
        if answer.data:
            json.loads(answer.data)
        return answer.status_code


@contextmanager
def hostile() -> Iterator[Check]:
    """Open a simulator of its own; its time stands still."""
    world = World(parse_scenario(documents.SCENARIO), seed=1, monotonic=lambda: 1000.0)
    journal = Journal(None)
    world.faults.clear()
    client = HostileClient(create_app(world, journal, "key").test_client())
    client.log_on()
    try:
        yield client.check
    finally:
        journal.close()


SEEDS = tuple(as_json(body) for body in BODIES)
INPUTS = spoilt_json(BODIES)

TARGETS = (
    Target("simulator's bodies", plain(check_body), INPUTS, SEEDS, 40),
    Target(
        "simulator",
        hostile,
        st.builds(
            lambda place, bodies: tuple(bytes([place]) + body for body in bodies),
            st.integers(0, 255),
            INPUTS,
        ),
        (),
        30,
    ),
)
