"""Logging on without encryption: to this computer, or where the administrator permits it."""

import socket
from typing import Any

import pytest

from agent_desktop.desk.logon import LogOnFault, Phase
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import form, log_on, until
from tests.services.ic_server import PASSWORD, IcServer

ELSEWHERE = "192.0.2.7"  # an address of nobody, RFC 5737
resolve = socket.getaddrinfo


def lead(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Lead every name to an address, as a hosts file does."""

    def found(_host: str, *more: Any, **named: Any) -> Any:
        return resolve(address, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", found)


async def test_it_is_not_sent_to_another_computer(desk: AgentDesk, server: IcServer) -> None:
    desk.logon.submit(form(server, server=f"http://{ELSEWHERE}:{server.port}"))
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF and s.problem)
    assert state.problem is not None
    assert state.problem.fault is LogOnFault.PLAIN_HTTP


async def test_a_log_on_again_looks_anew_where_the_name_leads(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead(monkeypatch, "127.0.0.1")
    state = await log_on(desk, form(server, server=f"http://localhost:{server.port}"))
    assert state.agent is not None
    assert not state.agent.encrypted, "the header's lock is open"
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    lead(monkeypatch, ELSEWHERE)
    desk.logon.again(PASSWORD)
    state = await until(desk, lambda s: s.phase is Phase.EXPIRED and s.problem)
    assert state.problem is not None
    assert state.problem.fault is LogOnFault.PLAIN_HTTP


class TestPermitted:
    """With `plain_http_allowed`."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(plain_http_allowed=True, request_deadline=5.0)

    async def test_it_goes_anywhere(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The one server there is, as if it weren't on this computer.
        monkeypatch.setattr("ipaddress.IPv4Address.is_loopback", False)
        state = await log_on(desk, form(server))
        assert state.agent is not None
        assert not state.agent.encrypted
