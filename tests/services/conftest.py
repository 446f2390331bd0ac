"""The real services on a plain loop, against a small server or the real simulator."""

import asyncio
import http.client
import itertools
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import LogOnForm, Phase, StationKind
from agent_desktop.desk.notices import Cause, Notice
from agent_desktop.desk.stages import Unsettled
from agent_desktop.desk.state import DeskState
from agent_desktop.platform import training
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.reaching import reached
from tests.services.ic_server import (
    PASSWORD,
    SPRING,
    WINBACK,
    IcServer,
    campaign,
    campaigns,
    pop,
    queue_of,
)
from tests.services.scenario import scenario

WITHIN = 15.0


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the proxies of the machine it runs on."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


async def until(desk: AgentDesk, true: Callable[[DeskState], object]) -> DeskState:
    """Wait until `true(state)`, looked at with every change of the store; return that state."""
    return await reached(desk.store, true, WITHIN)


async def becomes(true: Callable[[], object]) -> None:
    """Wait until something is true that no state of the store shows."""
    async with asyncio.timeout(WITHIN):
        while not true():  # noqa: ASYNC110  # nothing would set an event
            await asyncio.sleep(0)


def told(state: DeskState, cause: Cause) -> list[Notice]:
    """The notices of one cause, the newest first."""
    return [notice for notice in state.board.notices if notice.cause is cause]


@dataclass
class Control:
    """Steers a simulator through `/simulator/...`."""

    url: str
    key: str

    def post(self, path: str, **order: Any) -> dict[str, Any]:
        return self.ask("POST", path, order)

    def patch(self, path: str, **order: Any) -> dict[str, Any]:
        return self.ask("PATCH", path, order)

    def get(self, path: str) -> dict[str, Any]:
        return self.ask("GET", path)

    def delete(self, path: str) -> dict[str, Any]:
        return self.ask("DELETE", path)

    def ask(self, method: str, path: str, order: dict[str, Any] | None = None) -> dict[str, Any]:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=WITHIN)
        try:
            payload, headers = json.dumps(order) if order else None, {"X-Simulator-Key": self.key}
            connection.request(method, f"/simulator/{path}", payload, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status < 300, f"{method} {path}: {answer.status} {text}"
        return dict(json.loads(text))

    def requests(self, user: str, resource: str) -> list[dict[str, Any]]:
        """The journal's entries of one user and resource."""
        entries = self.get("journal")["entries"]
        return [e for e in entries if e.get("user") == user and e["path"].endswith(resource)]

    def session(self, user: str) -> dict[str, Any]:
        """What the simulator knows of the user's session."""
        (session,) = [each for each in self.get("state")["sessions"] if each["user"] == user]
        return dict(session)


@contextmanager
def simulator_running(folder: Path, **changes: Any) -> Iterator[Control]:
    """A simulator as a process of its own, ended with the test."""
    file = folder / "scenario.toml"
    file.write_text(scenario(**changes), encoding="utf-8")
    server = training.start("--scenario", str(file), "--seed", "1")
    try:
        yield Control(server.url, server.control_key)
    finally:
        server.stop()


@pytest.fixture(scope="session")
def shared_simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Control]:
    with simulator_running(tmp_path_factory.mktemp("simulator")) as control:
        yield control


_seats = itertools.count(1)


@dataclass
class Seat:
    """An agent of the shared simulator whom no other test uses."""

    user: str
    station: str
    control: Control

    def form(self, **changes: Any) -> LogOnForm:
        known: dict[str, Any] = {
            "server": self.control.url,
            "user": self.user,
            "password": "pass",
            "station": self.station,
        }
        return LogOnForm(**(known | changes))

    def session(self) -> dict[str, Any]:
        return self.control.session(self.user)

    def requests(self, resource: str) -> list[dict[str, Any]]:
        return self.control.requests(self.user, resource)

    def pop(self, **order: Any) -> str:
        """Give the agent a call, connected at once; return its id."""
        known = {"user": self.user, "talkSeconds": 600, "alerting": False}
        return str(self.control.post("calls", **(known | order))["interactionId"])


@pytest.fixture
def seat(shared_simulator: Control) -> Iterator[Seat]:
    number = next(_seats)
    yield Seat(f"agent{number}", f"7{number:03}", shared_simulator)
    shared_simulator.delete("faults")


@pytest.fixture
def server() -> Iterator[IcServer]:
    with IcServer() as server:
        yield server


@pytest.fixture
def settings() -> Settings:
    """Short waits; a test that wants others replaces the fixture's value."""
    return Settings(
        request_deadline=5.0, stage_deadline=5.0, reconnect_first=0.1, reconnect_longest=0.2
    )


@pytest.fixture
async def desk(settings: Settings, tmp_path: Path, server: IcServer) -> AsyncIterator[AgentDesk]:
    """The desk; it is closed before the server that most tests give it."""
    desk = AgentDesk(settings, tmp_path / "remembered.json")
    await desk.open()
    yield desk
    await desk.close()
    faults = told(desk.store.state, Cause.PROGRAM_FAULT)
    assert faults == [], "the program had a fault of its own"


def form(server: IcServer, /, **changes: Any) -> LogOnForm:
    """What an agent types for the small server."""
    known: dict[str, Any] = {
        "server": server.url,
        "user": "ada",
        "password": PASSWORD,
        "station_kind": StationKind.WORKSTATION,
        "station": "7001",
    }
    return LogOnForm(**(known | changes))


async def log_on(desk: AgentDesk, form: LogOnForm) -> DeskState:
    """Log on and wait until the desk has settled in: statuses read, the stream open."""
    desk.logon.submit(form)
    return await until(
        desk,
        lambda s: (
            s.phase is Phase.LOGGED_ON and s.status.choices and s.link.session is LinkState.UP
        ),
    )


async def at_work(desk: AgentDesk, seat: Seat, campaign: str = "Spring renewal") -> DeskState:
    """Log on to the simulator and join a campaign."""
    await log_on(desk, seat.form())
    state = await until(desk, lambda s: s.campaigns.arrived)
    (wanted,) = [each for each in state.campaigns.campaigns if each.name == campaign]
    desk.campaigns.select(wanted.id)
    desk.campaigns.join(wanted.id)
    return await until(desk, lambda s: membership(s, campaign) == "in" and s.stage.stages.stages)


def membership(state: DeskState, name: str) -> str:
    """Whether the agent works the campaign of this name."""
    found = [each.membership.value for each in state.campaigns.campaigns if each.name == name]
    return found[0] if found else "not listed"


async def in_call(desk: AgentDesk, server: IcServer, call_id: str = "9001") -> DeskState:
    """Log on to the small server, be in its campaign Spring, and have a connected call of it."""
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True), campaign(WINBACK, "Winback")))
    return await next_call(desk, server, call_id)


async def next_call(
    desk: AgentDesk, server: IcServer, call_id: str, campaign_id: str = SPRING
) -> DeskState:
    """Let a call come and wait until it is connected and the stages are known."""
    server.say(pop(call_id, campaign_id), queue_of((call_id, "C")))
    return await until(
        desk,
        lambda s: (
            s.call is not None
            and s.call.interaction_id == call_id
            and s.call.state is CallState.CONNECTED
            and not s.stage.stages.loading
        ),
    )


async def confirmed(desk: AgentDesk, number: int) -> DeskState:
    """Wait until the server has taken a stage and nothing is under way."""
    return await until(
        desk,
        lambda s: (
            s.stage.view.current is not None
            and s.stage.view.current.number == number
            and s.stage.view.sending is None
        ),
    )


async def unsettled(desk: AgentDesk) -> Unsettled:
    """Wait until the newest stage was not confirmed."""
    state = await until(desk, lambda s: s.stage.view.unsettled is not None)
    assert state.stage.view.unsettled is not None
    return state.stage.view.unsettled
