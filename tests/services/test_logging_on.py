"""Logging on: the way in, and every way it can fail."""

import asyncio
import os
import socket
import ssl
import stat
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import (
    LogOnFault,
    LogOnForm,
    LogOnProblem,
    LogOnStep,
    Phase,
    StationKind,
)
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.platform import remembered
from agent_desktop.services import logon
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import Seat, form, log_on, told, until
from tests.services.ic_server import HTML, PASSWORD, IcServer, Reply


async def problem(desk: AgentDesk, typed: LogOnForm) -> LogOnProblem:
    """Log on in vain; return why."""
    desk.logon.submit(typed)
    assert desk.store.state.phase is Phase.LOGGING_ON
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert state.step is None
    assert state.agent is None
    assert state.problem is not None
    return state.problem


async def test_an_agent_logs_on_to_the_simulator(desk: AgentDesk, seat: Seat) -> None:
    state = await log_on(desk, seat.form())
    assert state.agent is not None
    assert (state.agent.user_id, state.agent.name) == (seat.user, f"Agent {seat.user}")
    assert state.agent.station == seat.station
    assert not state.agent.encrypted
    assert seat.session()["station"] == seat.station
    assert (await until(desk, lambda s: s.link.session is LinkState.UP)).link.down_since is None


async def test_the_steps_are_told_as_they_come(desk: AgentDesk, server: IcServer) -> None:
    connection = server.hold("POST", "connection")
    station = server.hold("PUT", "connection/station")
    desk.logon.submit(form(server))
    assert desk.store.state.step is LogOnStep.CONNECTING
    connection.set()
    await until(desk, lambda s: s.step is LogOnStep.STATION)
    assert desk.store.state.phase is Phase.LOGGING_ON
    station.set()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    assert state.step is None


@pytest.mark.parametrize(
    ("kind", "station", "setting"),
    [
        (StationKind.WORKSTATION, "7001", {"workstation": "7001"}),
        (StationKind.REMOTE_WORKSTATION, "7001", {"workstation": "7001"}),
        (StationKind.REMOTE_NUMBER, "+1 202 555 0100", {"remoteNumber": "+1 202 555 0100"}),
        (StationKind.NONE, "", {}),
    ],
)
async def test_each_kind_of_station_is_asked_for(
    desk: AgentDesk, server: IcServer, kind: StationKind, station: str, setting: dict[str, str]
) -> None:
    await log_on(desk, form(server, station_kind=kind, station=station))
    (asked,) = server.took("PUT", "connection/station")
    assert setting.items() <= asked.body.items()


async def test_a_second_submit_while_one_is_under_way_is_none(
    desk: AgentDesk, server: IcServer
) -> None:
    gate = server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    desk.logon.submit(form(server))
    gate.set()
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    assert len(server.took("POST", "connection")) == 1


async def test_a_wrong_password_is_told_with_the_server_s_words(
    desk: AgentDesk, seat: Seat
) -> None:
    found = await problem(desk, seat.form(password="wrong"))
    assert found.fault is LogOnFault.CREDENTIALS
    assert found.answer.status == 400
    assert found.answer.message


async def test_what_is_no_address_is_told_before_anything_is_sent(desk: AgentDesk) -> None:
    typed = LogOnForm(server="http://[::1", user="ada", password="x")
    assert (await problem(desk, typed)).fault is LogOnFault.ADDRESS


async def test_an_unknown_host_is_named(desk: AgentDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    found = await problem(desk, LogOnForm(server="ic9.example", user="ada", password="x"))
    assert found.fault is LogOnFault.UNKNOWN_HOST
    assert found.server == "ic9.example"


async def test_a_port_nobody_listens_on_is_unreachable(desk: AgentDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = await problem(
        desk, LogOnForm(server=f"http://127.0.0.1:{port}", user="ada", password="x")
    )
    assert found.fault is LogOnFault.UNREACHABLE
    assert found.server == f"http://127.0.0.1:{port}", "the port may be what is wrong"


@dataclass
class Encrypted:
    """A server with a certificate of a private authority."""

    server: IcServer
    ca_file: Path


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[Encrypted]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    with IcServer(context=context) as server:
        yield Encrypted(server, ca_file)


async def test_a_certificate_of_an_unknown_authority_is_told(
    desk: AgentDesk, encrypted: Encrypted
) -> None:
    found = await problem(desk, form(encrypted.server))
    assert found.fault is LogOnFault.CERTIFICATE
    assert encrypted.server.asked == []


async def test_a_ca_file_makes_a_private_authority_trusted(
    desk: AgentDesk, encrypted: Encrypted
) -> None:
    state = await log_on(desk, form(encrypted.server, ca_file=str(encrypted.ca_file)))
    assert state.agent is not None
    assert state.agent.encrypted
    # Before the server goes, and not while a connection is being encrypted: one that is reset
    # then is left to the garbage collector by Python's own ssl module, which warns of it.
    await encrypted.server.asked_for("PUT", "messaging/subscriptions/status/user-statuses")
    await until(desk, lambda s: s.link.session is LinkState.UP)
    await desk.close()


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_ca_file_that_cannot_be_used_is_told(
    desk: AgentDesk, server: IcServer, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    found = await problem(desk, form(server, ca_file=str(file)))
    assert found.fault is LogOnFault.CA_FILE
    assert server.asked == []


async def test_a_ca_file_in_the_home_of_nobody_is_told(desk: AgentDesk, server: IcServer) -> None:
    found = await problem(desk, form(server, ca_file="~nobody-of-this-name/ca.pem"))
    assert found.fault is LogOnFault.CA_FILE


@pytest.mark.parametrize("status", [200, 201, 404, 405])
async def test_a_web_server_that_is_no_ic_server_is_told(
    desk: AgentDesk, server: IcServer, status: int
) -> None:
    server.answer("POST", "connection", Reply(status, HTML.body, HTML.headers))
    assert (await problem(desk, form(server))).fault is LogOnFault.NOT_ICWS


async def test_a_server_fault_is_told_with_its_words(desk: AgentDesk, server: IcServer) -> None:
    server.answer("POST", "connection", Reply(500, {"message": "Try next week."}))
    found = await problem(desk, form(server))
    assert found.fault is LogOnFault.SERVER
    assert found.answer.message == "Try next week."


NOT_HERE = {
    "errorId": "error.server.notAcceptingConnections",
    "message": "Not here.",
    "alternateHostList": ["127.0.0.2"],
}


@pytest.fixture
def pair(server: IcServer) -> Iterator[tuple[IcServer, IcServer]]:
    """Two servers at one port, as a switchover pair is."""
    with IcServer("127.0.0.2", server.port) as backup:
        yield server, backup


async def test_a_server_that_names_an_alternate_is_left_for_it(
    desk: AgentDesk, pair: tuple[IcServer, IcServer]
) -> None:
    primary, backup = pair
    primary.answer("POST", "connection", Reply(503, NOT_HERE))
    state = await log_on(desk, form(primary))
    assert state.agent is not None
    assert "127.0.0.2" in state.agent.server
    assert len(primary.took("POST", "connection")) == 1
    assert backup.took("PUT", "connection/station")


async def test_when_no_alternate_takes_the_agent_that_is_told(
    desk: AgentDesk, pair: tuple[IcServer, IcServer]
) -> None:
    for each in pair:
        each.answer("POST", "connection", Reply(503, NOT_HERE))
    found = await problem(desk, form(pair[0]))
    assert found.fault is LogOnFault.NO_SESSIONS
    assert len(pair[1].took("POST", "connection")) == 1


async def test_a_refused_station_gives_the_session_back(desk: AgentDesk, seat: Seat) -> None:
    found = await problem(desk, seat.form(station="7999"))
    assert found.fault is LogOnFault.STATION
    assert found.answer.message
    # Nobody is told of the goodbye, so the next log-on shows that the session is free again.
    await log_on(desk, seat.form())
    assert len([r for r in seat.requests("/connection") if r["method"] == "DELETE"]) == 1


async def test_the_session_is_deleted_after_a_refused_station(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer("PUT", "connection/station", Reply(403, {"message": "Not licensed."}))
    assert (await problem(desk, form(server))).answer.message == "Not licensed."
    await server.asked_for("DELETE", "connection")


async def test_cancelling_is_immediate_while_the_server_hangs(
    desk: AgentDesk, server: IcServer
) -> None:
    server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    before = desk.store.state
    desk.logon.cancel()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert before.phase is Phase.LOGGING_ON
    assert state.problem is None
    assert told(state, Cause.PROGRAM_FAULT) == []


async def test_a_session_that_begins_after_a_cancel_is_given_back(
    desk: AgentDesk, server: IcServer
) -> None:
    gate = server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    desk.logon.cancel()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    gate.set()
    (ended,) = await server.asked_for("DELETE", "connection")
    assert ended.session
    assert desk.store.state.phase is Phase.LOGGED_OFF


async def test_closing_does_not_wait_for_a_cancelled_log_on(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logon, "LOG_OFF_DEADLINE", 0.2)
    server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    desk.logon.cancel()
    began = time.monotonic()
    await desk.close()
    assert time.monotonic() - began < desk.settings.request_deadline / 2


async def test_after_a_cancel_the_agent_can_log_on_at_once(
    desk: AgentDesk, server: IcServer
) -> None:
    gate = server.hold("POST", "connection")
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    desk.logon.cancel()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    gate.set()
    await log_on(desk, form(server))


async def test_a_cancel_while_the_station_is_asked_for_gives_the_session_back(
    desk: AgentDesk, server: IcServer
) -> None:
    server.hold("PUT", "connection/station")
    desk.logon.submit(form(server))
    await server.asked_for("PUT", "connection/station")
    desk.logon.cancel()
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    await server.asked_for("DELETE", "connection")


async def test_a_password_that_expires_soon_is_told(desk: AgentDesk, server: IcServer) -> None:
    def expiring(asked: object) -> Reply:
        reply = server.log_on()
        reply.body["daysUntilPasswordExpiration"] = 3
        return reply

    server.answer("POST", "connection", expiring)
    state = await log_on(desk, form(server))
    (notice,) = told(state, Cause.PASSWORD_EXPIRES)
    assert notice.facts.count == 3


def kept(state: DeskState, folder: Path) -> remembered.Remembered:
    assert state.phase is Phase.LOGGED_ON
    return remembered.read(folder / "remembered.json")


async def test_what_the_agent_typed_is_remembered_but_never_the_password(
    desk: AgentDesk, server: IcServer, tmp_path: Path
) -> None:
    typed = form(server, station_kind=StationKind.REMOTE_NUMBER, station="555 0100")
    await log_on(desk, typed)
    await desk.close()
    file = tmp_path / "remembered.json"
    kept = remembered.read(file)
    assert (kept.keep, kept.server, kept.user) == (True, server.url, "ada")
    assert (kept.station_kind, kept.station) == ("remote-number", "555 0100")
    assert PASSWORD not in file.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_an_agent_who_wants_to_be_forgotten_is_forgotten(
    desk: AgentDesk, server: IcServer, tmp_path: Path
) -> None:
    file = tmp_path / "remembered.json"
    remembered.write(
        file, remembered.Remembered(server="old", user="ben", station="1", geometry="place")
    )
    await log_on(desk, form(server, remember=False))
    await desk.close()
    kept = remembered.read(file)
    assert (kept.keep, kept.server, kept.user, kept.station) == (False, "", "", "")
    assert kept.geometry == "place"


async def test_a_failed_log_on_remembers_nothing(
    desk: AgentDesk, server: IcServer, tmp_path: Path
) -> None:
    server.answer("POST", "connection", Reply(400, {"message": "No."}))
    await problem(desk, form(server))
    await desk.close()
    assert not (tmp_path / "remembered.json").exists()


async def test_the_window_s_place_is_kept_beside_what_was_typed(
    desk: AgentDesk, server: IcServer, tmp_path: Path
) -> None:
    await log_on(desk, form(server))
    desk.logon.remember_place("Z2Vv", "c3Bs", {"1920x1080+0+0@1": "Z2Vv"})
    await desk.close()
    kept = remembered.read(tmp_path / "remembered.json")
    assert (kept.geometry, kept.splitter, kept.user) == ("Z2Vv", "c3Bs", "ada")
    assert kept.places == {"1920x1080+0+0@1": "Z2Vv"}


async def test_closing_while_the_station_is_asked_for_gives_the_session_back(
    desk: AgentDesk, server: IcServer
) -> None:
    server.hold("PUT", "connection/station")
    desk.logon.submit(form(server))
    await server.asked_for("PUT", "connection/station")
    await desk.close()
    assert len(server.took("DELETE", "connection")) == 1


async def test_a_cancelled_log_on_leaves_no_threads_behind(
    desk: AgentDesk, server: IcServer
) -> None:
    gate = server.hold("POST", "connection")
    before = set(threading.enumerate())
    desk.logon.submit(form(server))
    await server.asked_for("POST", "connection")
    (deadlines,) = [t for t in set(threading.enumerate()) - before if t.name == "icws-deadlines"]
    desk.logon.cancel()
    gate.set()
    await asyncio.to_thread(deadlines.join, 5)
    assert not deadlines.is_alive()
