"""A simulator in this process, its time moved by hand, spoken to by plain HTTP."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.simulator.scenario_file import parse_scenario
from agent_desktop.simulator.server import Simulator
from agent_desktop.simulator.world import World

RENEWAL = "11111111-0000-4000-8000-000000000001"
WINBACK = "11111111-0000-4000-8000-000000000002"
SURVEY = "11111111-0000-4000-8000-000000000003"
REMINDERS = "11111111-0000-4000-8000-000000000004"
STOPPED = "11111111-0000-4000-8000-000000000005"
ELSEWHERE = "11111111-0000-4000-8000-000000000006"
BY_HAND = "11111111-0000-4000-8000-000000000007"

SCENARIO = f"""
[server]
name = "ic-test"
SERVER
[features]
FEATURES
[dialing]
first_call_after = 6
alert_for = 2
preview_for = 8
talk_for = [60, 180]
wrap_up_for = 15
removed_after = 3
DIALING

[[status]]
id = "Available"
text = "Available"
acd = true

[[status]]
id = "At Lunch"
text = "At lunch"
can_have_time = true

[[status]]
id = "Follow Up"
text = "Follow up"
allow_follow_up = true

[[status]]
id = "Not Answering"
text = "Not answering"
selectable = false

[[station]]
id = "7001"
name = "Desk 1"

[[station]]
id = "7002"
dialer_licence = true

[[station]]
id = "7009"
licensed = false

[[user]]
id = "ada"
password = "Geheim|=;ä"
name = "Ada Moreno"
station = "7001"
workgroups = ["Outbound", "Research"]
logs_on_to_campaigns = true
dialer_licence = true
status = "At Lunch"
password_expires_in = 12
single_sign_on_token = "sso-of-ada"

[[user]]
id = "ben"
password = "ben"
name = "Ben Okafor"
workgroups = ["Outbound"]
dialer_licence = true
status = "At Lunch"

[[user]]
id = "cleo"
password = "cleo"
name = "Cleo Lindqvist"
workgroups = ["Outbound"]
logs_on_to_campaigns = true
status = "At Lunch"

[[stage_set]]
name = "Renewal"
[stage_set.stages]
1 = "Identify"
2 = "Offer"
9 = "Wrap-up"

[[contact_list]]
name = "People"
name_column = "Name"
number_column = "Phone"
contacts = [
    {{ Name = "Irene Castellan", Phone = "+1 202 555 0101", I3_IDENTITY = "1" }},
    {{ Name = "Piotr Wendel", Phone = "+1 202 555 0102", I3_IDENTITY = "2" }},
]

[[campaign]]
id = "{RENEWAL}"
name = "Renewal"
workgroup = "Outbound"
stage_set = "Renewal"
contact_list = "People"
dispositions = [
    {{ label = "Renewed", category = "Success", code = "OK" }},
    {{ label = "Call back", category = "Scheduled", code = "LATER" }},
]
[[campaign.page]]
name = "Identify"
stage = 1
text = "Who is it?"
controls = [{{ column = "Name", label = "Name", type = "listbox", items = ["a", "b"] }}]
[[campaign.page]]
name = "Notes"

[[campaign]]
id = "{WINBACK}"
name = "Winback"
type = "power"
status = ["auto"]
workgroup = "Outbound"
contact_list = "People"
auto_disconnect_on_disposition = true
dispositions = [{{ label = "Won back", category = "Success", code = "WON" }}]

[[campaign]]
id = "{SURVEY}"
name = "Survey"
type = "preview"
workgroup = "Research"
contact_list = "People"
allow_agent_callbacks = false
dispositions = [
    {{ label = "Done", category = "Success", code = "DONE" }},
    {{ label = "Later", category = "Scheduled", code = "LATER" }},
    {{ label = "Skipped - Agent Skip", category = "Skipped", code = "SKIP" }},
]

[[campaign]]
id = "{BY_HAND}"
name = "By hand"
workgroup = "Research"
manual = true
contact_list = "People"
dispositions = [{{ label = "Done", category = "Success", code = "DONE" }}]

[[campaign]]
id = "{REMINDERS}"
name = "Reminders"
type = "agentless"
workgroup = "Outbound"

[[campaign]]
id = "{STOPPED}"
name = "Stopped"
status = ["completed"]
workgroup = "Outbound"

[[campaign]]
id = "{ELSEWHERE}"
name = "Elsewhere"
workgroup = "Sales"
"""

FEATURES = "connection=12\nmessaging=2\nstatus=3\nqueues=2\ninteractions=3\ndialer=7"
AVAILABLE = "Available"


class ManualTime:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


@dataclass
class Running:
    """A running simulator and a way to ask it things."""

    simulator: Simulator
    time: ManualTime
    sent: int = 0
    connections: list[http.client.HTTPConnection] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.simulator.world

    @property
    def port(self) -> int:
        return int(self.simulator.addresses[0].rpartition(":")[2])

    def connect(self, host: str = "127.0.0.1", timeout: float = 10) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(host, self.port, timeout=timeout)
        self.connections.append(connection)
        return connection

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        host: str = "127.0.0.1",
    ) -> Reply:
        """Make one request on a connection of its own; bytes and str bodies go as they are."""
        connection = self.connect(host)
        payload = body if isinstance(body, bytes | str | None) else json.dumps(body)
        connection.request(method, path, payload, headers or {})
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        return reply

    def order(self, path: str, body: Any = None, method: str = "POST") -> Any:
        """Steer the simulator; fails unless it obeys."""
        reply = self.ask_control(method, path, body)
        assert reply.status in {200, 201}, reply.raw
        return reply.json

    def ask_control(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Reply:
        """Ask for something below `/simulator/` with the key."""
        key = {"X-Simulator-Key": self.simulator.control_key}
        return self.ask(method, f"/simulator/{path}", body, key | (headers or {}))

    def state(self) -> Any:
        return self.order("state", method="GET")

    def journal(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.order("journal?since=0", method="GET")["entries"]
        return entries

    def pass_time(self, seconds: float) -> None:
        """Let time pass, one thing after the other happening."""
        end = self.time.now + seconds
        while self.time.now < end:
            self.time.now = min(end, self.time.now + 0.5)
            self.world.clock.notice()

    def log_on(
        self,
        user: str = "ada",
        password: str | None = None,
        *,
        application: str = "test",
        language: str = "en-us",
        include: str = "",
        host: str = "127.0.0.1",
    ) -> "Session":
        reply = self.ask(
            "POST",
            f"/icws/connection{include}",
            ic_log_on(user, password, application),
            {"Accept-Language": language},
            host,
        )
        assert reply.status == 201, reply.raw
        return Session(self, reply, user, host)


def ic_log_on(user: str, password: str | None = None, application: str = "test") -> dict[str, Any]:
    known = {"ada": "Geheim|=;ä", "ben": "ben", "cleo": "cleo"}
    return {
        "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
        "applicationName": application,
        "userID": user,
        "password": known[user] if password is None else password,
    }


class Session:
    """A session as a careful client keeps it: id, token, cookie."""

    def __init__(self, running: Running, reply: Reply, user: str, host: str) -> None:
        self.running = running
        self.reply = reply
        self.user = user
        self.host = host
        self.id: str = reply.json["sessionId"]
        self.token: str = reply.json["csrfToken"]
        self.cookie = reply.headers["Set-Cookie"].split(";")[0]

    @property
    def headers(self) -> dict[str, str]:
        return {
            "ININ-ICWS-CSRF-Token": self.token,
            "Cookie": self.cookie,
            "Content-Type": "application/vnd.inin.icws+JSON;charset=utf-8",
            "Accept": "application/vnd.inin.icws+JSON",
        }

    def path(self, path: str) -> str:
        return f"/icws/{self.id}/{path}"

    def ask(self, method: str, path: str, body: Any = None, **changed: str | None) -> Reply:
        """Make a request of the session; `changed` headers replace, ``None`` leaves one out."""
        headers = dict(self.headers)
        for name, value in changed.items():
            header = {"token": "ININ-ICWS-CSRF-Token"}.get(name, name.replace("_", "-").title())
            headers.pop(header, None)
            if value is not None:
                headers[header] = value
        return self.running.ask(method, self.path(path), body, headers, self.host)

    def done(self, method: str, path: str, body: Any = None) -> Reply:
        """Make a request that must succeed."""
        reply = self.ask(method, path, body)
        assert reply.status in {200, 202, 204}, reply.raw
        return reply

    def messages(self) -> list[dict[str, Any]]:
        reply = self.ask("GET", "messaging/messages")
        assert reply.status == 200, reply.raw
        messages: list[dict[str, Any]] = reply.json
        return messages

    def messages_of(self, name: str) -> list[dict[str, Any]]:
        return [each for each in self.messages() if each["__type"].endswith(f":{name}")]

    def station(self, station: str = "7001") -> None:
        kind = "urn:inin.com:connection:workstationSettings"
        self.done("PUT", "connection/station", {"__type": kind, "workstation": station})

    def join(self, *campaigns: str) -> None:
        """Log in to the dialer and to campaigns."""
        self.done("POST", "dialer/log-in")
        for campaign in campaigns:
            self.done("POST", "dialer/log-in", {"campaignId": campaign})

    def work(self, *campaigns: str) -> None:
        """Be ready and available in campaigns."""
        self.join(*campaigns)
        self.done("POST", "dialer/ready-for-calls")
        self.available()

    def watch_queue(self) -> None:
        self.done(
            "PUT",
            "messaging/subscriptions/queues/mine",
            {
                "queueIds": [{"queueType": 1, "queueName": self.user}],
                "attributeNames": ["Eic_State", "Eic_RemoteName", "Eic_Muted"],
            },
        )

    def connected_call(self, campaign: str = RENEWAL, talk_seconds: float = 500) -> str:
        """Join a campaign and have a connected call of it; returns its interaction id."""
        self.join(campaign)
        return self.connected_call_again(campaign, talk_seconds)

    def connected_call_again(self, campaign: str = RENEWAL, talk_seconds: float = 500) -> str:
        """Have a connected call of a campaign that was joined."""
        order = {
            "user": self.user,
            "campaignId": campaign,
            "alerting": False,
            "talkSeconds": talk_seconds,
        }
        interaction: str = self.running.order("calls", order)["interactionId"]
        return interaction

    def file(self, label: Any = "Renewed", **more: Any) -> Reply:
        """File an outcome; `more` are further properties."""
        return self.ask("POST", "dialer/disposition", {"label": label, **more})

    def filed(self, label: str = "Renewed", **more: Any) -> None:
        """File an outcome that must be taken."""
        reply = self.file(label, **more)
        assert (reply.status, reply.raw) == (200, b""), reply.raw

    def available(self) -> None:
        self.done("PUT", f"status/user-statuses/{self.user}", {"statusId": AVAILABLE})

    def stage(self, stage: Any, campaign: Any = RENEWAL, **more: Any) -> Reply:
        body = {"newStageId": stage, "campaignId": campaign, **more}
        return self.ask("POST", "dialer/update-stage", body)


Start = Callable[..., Running]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a simulator: further lines of ``[server]``, of ``[dialing]``, `more` of the file."""
    started: list[Running] = []

    def run(
        server: str = "",
        *,
        dialing: str = "",
        features: str = FEATURES,
        more: str = "",
        journal: Path | None = None,
    ) -> Running:
        text = SCENARIO.replace("SERVER", server).replace("DIALING", dialing)
        text = text.replace("FEATURES", features) + more
        time = ManualTime()
        world = World(parse_scenario(text), seed=7, monotonic=time)
        running = Running(Simulator(world, port=0, journal=journal), time)
        running.simulator.start()
        started.append(running)
        return running

    yield run
    for running in started:
        for connection in running.connections:
            connection.close()
        running.simulator.stop()
    for thread in threading.enumerate():
        if thread.name.startswith("simulated clock"):
            thread.join(5)


@pytest.fixture
def running(start: Start) -> Running:
    """A simulator with the usual manners."""
    return start()


@pytest.fixture
def ada(running: Running) -> Session:
    """A session of Ada, who has every right and licence."""
    return running.log_on("ada")
