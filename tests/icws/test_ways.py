"""Which part of the way is down, by what the operating system says of a connect."""

import errno
import os
import socket
from typing import Any

import pytest

from agent_desktop.icws import Client, NoNetwork, ServerAddress, Unreachable, connecting

FIRST, SECOND = ("127.0.0.1", 9), ("127.0.0.2", 9)


def failure_of(monkeypatch: pytest.MonkeyPatch, *codes: int) -> Unreachable:
    """Ask a server whose addresses fail so, in their order."""
    addresses = [FIRST, SECOND][: len(codes)]
    failing = dict(zip(addresses, codes, strict=True))

    def look_up(*_: Any) -> list[Any]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 0, "")
        return [(*kind, address) for address in addresses]

    def fail(_sock: socket.socket, address: Any, *_: Any) -> None:
        raise OSError(failing[address], os.strerror(failing[address]))

    monkeypatch.setattr(connecting, "resolve", look_up)
    monkeypatch.setattr(connecting, "_connect", fail)
    address = ServerAddress.parse("http://127.0.0.1:9")
    with Client(address) as client, pytest.raises(Unreachable) as caught:
        client.version()
    return caught.value


@pytest.mark.parametrize("code", [errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL])
def test_without_a_way_out_it_is_the_network(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    assert isinstance(failure_of(monkeypatch, code), NoNetwork)


def test_a_host_that_its_own_network_does_not_find_is_a_dead_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not isinstance(failure_of(monkeypatch, errno.EHOSTUNREACH), NoNetwork)


@pytest.mark.parametrize("without_a_way", [errno.ENETUNREACH, errno.EAFNOSUPPORT])
def test_an_address_without_a_way_does_not_hide_what_the_other_said(
    monkeypatch: pytest.MonkeyPatch, without_a_way: int
) -> None:
    failed = failure_of(monkeypatch, errno.ECONNREFUSED, without_a_way)
    assert not isinstance(failed, NoNetwork)
    assert os.strerror(errno.ECONNREFUSED) in str(failed)
