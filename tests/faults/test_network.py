"""The network between the desk and its server: names, families, proxies, certificates, portals."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import trustme

from agent_desktop.desk.logon import LogOnFault, LogOnForm, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.faults.misbehaviour import whole
from tests.icws.connect_proxy import ConnectProxy
from tests.icws.raw_server import RawServer
from tests.services.conftest import (
    confirmed,
    form,
    in_call,
    log_on,
    next_call,
    told,
    unsettled,
    until,
)
from tests.services.ic_server import HTML, SPRING, IcServer, Reply, campaign, campaigns

STAGE = ("POST", "dialer/update-stage")
MESSAGES = ("GET", "messaging/messages")
LOG_ON = ("POST", "connection")
HANGS_UP = Reply(200, hangs_up=True)


def sent(server: IcServer) -> list[int]:
    return [asked.body["newStageId"] for asked in server.took(*STAGE)]


async def in_call_by(desk: AgentDesk, server: IcServer, form: LogOnForm) -> None:
    """Log on as the form says and have a call."""
    await log_on(desk, form)
    server.say(campaigns(campaign(isLoggedIn=True)))
    await next_call(desk, server, "9001", SPRING)


class Names:
    """The name server: every name leads to this computer, or it is gone, or it hangs."""

    def __init__(self) -> None:
        self.gone = False
        self.hangs = False
        self.go_on = threading.Event()
        self._real = socket.getaddrinfo

    def __call__(self, _host: str, *more: Any, **named: Any) -> Any:
        if self.hangs:
            self.go_on.wait(30)
        if self.gone or self.hangs:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return self._real("127.0.0.1", *more, **named)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names)
    yield names
    names.go_on.set()


async def test_a_press_while_names_are_gone_is_not_sent_and_may_be_sent_again(
    desk: AgentDesk, server: IcServer, names: Names
) -> None:
    await in_call_by(desk, server, form(server, server=f"http://ic1.example:{server.port}"))
    server.answer(*STAGE, HANGS_UP)
    names.gone = True
    number = await first_not_sent(desk, server)
    assert number not in sent(server)
    (notice,) = told(desk.store.state, Cause.STAGE_NOT_SENT)
    assert "ic1.example" in notice.answer.detail
    names.gone = False
    desk.stages.send_again()
    await confirmed(desk, number)
    assert sent(server) == list(range(1, number + 1))


class TestAnImpatientDesk:
    """A desk whose stage deadline is short."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(stage_deadline=1.0)

    async def test_a_press_while_the_name_server_hangs_is_not_sent_within_its_deadline(
        self, desk: AgentDesk, server: IcServer, names: Names
    ) -> None:
        await in_call_by(desk, server, form(server, server=f"http://ic1.example:{server.port}"))
        server.answer(*STAGE, HANGS_UP)
        names.hangs = True
        assert await first_not_sent(desk, server) not in sent(server)


async def test_a_server_that_has_an_ipv6_address_only_is_worked_with(desk: AgentDesk) -> None:
    with IcServer("::1") as server:
        await in_call(desk, server)
        desk.stages.press(1)
        state = await confirmed(desk, 1)
        assert state.agent is not None
        assert state.agent.server == f"http://[::1]:{server.port}"
        await desk.close()


@pytest.fixture
def context(ca: trustme.CA) -> ssl.SSLContext:
    """The server's own, which a test may give another certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1", "ic1.example").configure_cert(context)
    return context


async def test_a_certificate_that_changes_is_named_and_what_runs_goes_on(
    desk: AgentDesk, ca: trustme.CA, ca_file: Path, context: ssl.SSLContext
) -> None:
    with IcServer(context=context) as server:
        await in_call_by(desk, server, form(server, ca_file=str(ca_file)))
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        server.answer(*STAGE, HANGS_UP)
        number = await first_not_sent(desk, server)
        assert number > 1, "what stands goes on"
        assert sent(server) == list(range(1, number))
        (notice,) = told(desk.store.state, Cause.STAGE_NOT_SENT)
        assert "certificate" in notice.answer.detail
        server.cut_streams()
        state = await until(desk, lambda s: s.board.lasts(Cause.SESSION_LINK_DOWN))
        assert "certificate" in told(state, Cause.SESSION_LINK_DOWN)[0].answer.detail
        assert state.phase is Phase.LOGGED_ON
        assert len(server.took(*LOG_ON)) == 1, "no password for whoever that is"
        ca.issue_cert("127.0.0.1").configure_cert(context)
        await until(desk, lambda s: not s.board.lasts(Cause.SESSION_LINK_DOWN))
        desk.stages.send_again()
        await confirmed(desk, number)
        assert sent(server) == list(range(1, number + 1))
        await desk.close()


def ended(number: int, state: DeskState) -> bool:
    """Whether a press has ended, one way or the other."""
    view = state.stage.view
    there = view.current is not None and view.current.number == number
    return view.sending is None and (there or view.unsettled is not None)


def has_hung_up(server: IcServer, times: int) -> bool:
    return server.hung_up >= times


async def first_not_sent(desk: AgentDesk, server: IcServer) -> int:
    """Press until no connection that stood is left; return the press that wasn't sent."""
    for number in range(1, 20):
        desk.stages.press(number)
        state = await until(desk, partial(ended, number))
        if state.stage.view.unsettled is not None:
            assert state.stage.view.unsettled.verdict is Verdict.NOT_SENT
            return number
        await server.has(partial(has_hung_up, server, number))
    pytest.fail("connections that stood never end")


PORTALS = {
    "a page": Reply(raw=whole(200, b"<html><title>Sign in</title>")),
    "a redirect": Reply(302, headers={"Location": "http://127.0.0.2/sign-in"}),
    "511": Reply(511, HTML.body, HTML.headers),
}


@pytest.mark.parametrize("portal", PORTALS.values(), ids=PORTALS.keys())
async def test_a_captive_portal_is_a_lost_link_and_not_the_session_s_end(
    desk: AgentDesk, server: IcServer, portal: Reply
) -> None:
    await in_call(desk, server)
    server.answer(*MESSAGES, portal)
    server.cut_streams()
    state = await until(desk, lambda s: s.board.lasts(Cause.SESSION_LINK_DOWN))
    assert state.phase is Phase.LOGGED_ON
    assert len(server.took(*LOG_ON)) == 1
    server.answer(*MESSAGES)
    state = await until(desk, lambda s: not s.board.lasts(Cause.SESSION_LINK_DOWN))
    desk.stages.press(1)
    await confirmed(desk, 1)


FAULTS = {"a page": LogOnFault.NOT_ICWS, "a redirect": LogOnFault.REDIRECTED}


@pytest.mark.parametrize("portal", PORTALS, ids=PORTALS.keys())
async def test_a_log_on_at_a_captive_portal_begins_no_session(
    desk: AgentDesk, server: IcServer, portal: str
) -> None:
    server.answer(*LOG_ON, PORTALS[portal])
    desk.logon.submit(form(server))
    state = await until(desk, lambda s: s.problem)
    assert state.phase is Phase.LOGGED_OFF
    assert state.problem is not None
    assert state.problem.fault is FAULTS.get(portal, LogOnFault.NOT_ICWS)
    assert len(server.took(*LOG_ON)) == 1


async def test_a_captive_portal_s_own_certificate_gets_no_password(
    desk: AgentDesk, ca_file: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("portal.guest.example").configure_cert(context)
    with IcServer(context=context) as portal:
        desk.logon.submit(form(portal, ca_file=str(ca_file)))
        state = await until(desk, lambda s: s.problem)
        assert state.problem is not None
        assert state.problem.fault is LogOnFault.CERTIFICATE
        assert portal.asked == []


Tunnel = Callable[[ConnectProxy, str], None]


@pytest.fixture
def through(names: Names, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tunnel]:
    """Set the proxy of this computer, with a login before it."""
    fronts: list[RawServer] = []

    def set_proxy(proxy: ConnectProxy, login: str) -> None:
        front = RawServer(proxy)
        front.__enter__()
        fronts.append(front)
        monkeypatch.setenv("HTTPS_PROXY", f"http://{login}127.0.0.1:{front.port}")

    yield set_proxy
    for front in fronts:
        front.__exit__(None, None, None)


@pytest.mark.parametrize("password", [None, "agent:canary@proxy"])
async def test_a_shift_is_worked_through_a_proxy(
    desk: AgentDesk,
    context: ssl.SSLContext,
    ca_file: Path,
    through: Tunnel,
    password: str | None,
) -> None:
    with IcServer(context=context) as server:
        proxy = ConnectProxy(server.port, password=password)
        through(proxy, "agent:canary%40proxy@" if password else "")
        address = f"https://ic1.example:{server.port}"
        await in_call_by(desk, server, form(server, server=address, ca_file=str(ca_file)))
        desk.stages.press(1)
        await confirmed(desk, 1)
        assert proxy.asked
        proxy.dying.set()
        desk.stages.press(2)
        lost = await unsettled(desk)
        assert lost.verdict in (Verdict.NOT_CONFIRMED, Verdict.NOT_SENT)
        proxy.dying.clear()
        desk.stages.send_again()
        await confirmed(desk, 2)
        assert sent(server) == [1, 2]
        await desk.close()


async def test_a_proxy_that_wants_a_password_is_told_and_shows_none(
    desk: AgentDesk, context: ssl.SSLContext, ca_file: Path, through: Tunnel
) -> None:
    with IcServer(context=context) as server:
        proxy = ConnectProxy(server.port, password="agent:canary-right")
        through(proxy, "agent:canary-wrong@")
        address = f"https://ic1.example:{server.port}"
        desk.logon.submit(form(server, server=address, ca_file=str(ca_file)))
        state = await until(desk, lambda s: s.problem)
        assert state.problem is not None
        assert state.problem.fault is LogOnFault.UNREACHABLE
        assert "wants a user and a password" in state.problem.answer.detail
        assert "canary" not in repr(state.problem)
        assert server.asked == []
