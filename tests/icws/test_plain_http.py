"""Plain http goes to this computer only, unless the administrator permits more."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

from agent_desktop.icws import Client, PlainHttpRefused, ServerAddress, Unreachable, connecting
from tests.icws.conftest import CREDENTIALS, at
from tests.icws.raw_server import RawServer
from tests.icws.strict_server import Reply, StrictServer

ELSEWHERE = "192.0.2.7"  # an address of nobody, RFC 5737
BUILD = Reply.of({"build": "7"})
Led = Callable[..., None]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were connected to, or would have been."""
    addresses: list[str] = []
    connect = connecting._connect

    def spy(sock: socket.socket, address: Any, *more: Any) -> None:
        addresses.append(address[0])
        if address[0].startswith("192.0.2."):
            raise OSError(0, "not in a test")
        connect(sock, address, *more)

    monkeypatch.setattr(connecting, "_connect", spy)
    return addresses


@pytest.fixture
def led(monkeypatch: pytest.MonkeyPatch) -> Led:
    """Lead every name to the addresses, as a hosts file does."""
    resolve = socket.getaddrinfo

    def lead(*addresses: str) -> None:
        def found(_host: str, *more: Any, **named: Any) -> Any:
            return [each for address in addresses for each in resolve(address, *more, **named)]

        monkeypatch.setattr(socket, "getaddrinfo", found)

    return lead


@pytest.mark.parametrize("host", [ELSEWHERE, "[2001:db8::1]", "10.0.0.1"])
def test_nothing_is_said_in_the_clear_to_another_computer(tried: list[str], host: str) -> None:
    with Client(ServerAddress.parse(f"http://{host}:8018")) as client:
        for ask in (client.server_info, client.version, lambda: client.log_on(CREDENTIALS)):
            with pytest.raises(PlainHttpRefused, match="isn't allowed: others could") as caught:
                ask()
            assert caught.value.host == f"http://{host}"
    assert tried == []


@pytest.mark.parametrize("name", ["localhost", "ic1.localhost", "ic1.example"])
def test_a_name_that_leads_elsewhere_is_not_this_computer(
    tried: list[str], led: Led, name: str
) -> None:
    led(ELSEWHERE)
    with (
        Client(ServerAddress.parse(f"http://{name}:8018")) as client,
        pytest.raises(PlainHttpRefused, match=name),
    ):
        client.log_on(CREDENTIALS)
    assert tried == []


def test_of_several_addresses_only_those_of_this_computer_are_tried(
    server: StrictServer, tried: list[str], led: Led
) -> None:
    server.answer("GET", "/icws/connection/version", BUILD)
    led(ELSEWHERE, "127.0.0.1")
    with Client(ServerAddress.parse(f"http://ic1.example:{server.port}")) as client:
        assert client.version().build == "7"
    assert tried == ["127.0.0.1"]


def waits(_: socket.socket, stop: threading.Event) -> None:
    stop.wait()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_proxy_is_given_anything_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, tried: list[str], led: Led, scheme: str
) -> None:
    led("127.0.0.1")  # where a proxy is asked, it looks the name up
    with RawServer(waits) as proxy:
        monkeypatch.setenv("http_proxy", f"{scheme}://127.0.0.1:{proxy.port}")
        with (
            Client(ServerAddress.parse("http://ic1.example")) as client,
            pytest.raises(PlainHttpRefused),
        ):
            client.log_on(CREDENTIALS)
    assert tried == []


def test_an_alternate_on_another_computer_gets_no_password(
    server: StrictServer, tried: list[str]
) -> None:
    named = Reply.of({"alternateHostList": [ELSEWHERE]}, 503)
    server.answer("POST", "/icws/connection", named)
    with Client(at(server.port)) as client, pytest.raises(PlainHttpRefused) as caught:
        client.log_on(CREDENTIALS)
    assert caught.value.host == f"http://{ELSEWHERE}:{server.port}"
    assert len(caught.value.hosts_tried) == 2
    assert tried == ["127.0.0.1"]


def test_the_administrator_may_permit_it(tried: list[str]) -> None:
    address = ServerAddress.parse(f"http://{ELSEWHERE}")
    with Client(address, plain_http_allowed=True) as client, pytest.raises(Unreachable) as caught:
        client.version()
    assert not isinstance(caught.value, PlainHttpRefused)
    assert tried == [ELSEWHERE]


def test_https_goes_anywhere(tried: list[str]) -> None:
    with Client(ServerAddress.parse(ELSEWHERE)) as client, pytest.raises(Unreachable) as caught:
        client.version()
    assert not isinstance(caught.value, PlainHttpRefused)
    assert tried == [ELSEWHERE]
