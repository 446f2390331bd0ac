"""Proxy, name, connection, encryption: what is told, and what is no longer tried."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from agent_desktop.checks import Check, Verdict, encryption, look, way, worst
from agent_desktop.icws import Abort, Trust
from tests.checks.conftest import Found, found_at, says, serve, target, verdicts
from tests.icws.conftest import secure
from tests.icws.connect_proxy import ConnectProxy
from tests.icws.raw_server import RawServer
from tests.icws.strict_server import StrictServer

OK, WARNING, FAILED, NOT_TRIED = Verdict.OK, Verdict.WARNING, Verdict.FAILED, Verdict.NOT_TRIED
SERVER = (Check.VERSION, Check.CLOCK, Check.FEATURES, Check.LOG_ON_WAYS)
Leads = Callable[..., None]


@pytest.fixture
def leads(monkeypatch: pytest.MonkeyPatch) -> Leads:
    """Have names that end in .example lead to this address."""
    resolve = socket.getaddrinfo

    def to(*addresses: str) -> None:
        def look_up(host: str, *more: Any, **named: Any) -> Any:
            if not str(host).endswith(".example"):
                return resolve(host, *more, **named)
            return [found for each in addresses for found in resolve(each, *more, **named)]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return to


def waits(_connection: socket.socket, stop: threading.Event) -> None:
    """Take connections and say nothing."""
    stop.wait()


def not_tried_after(found: Found, failed: Check) -> None:
    """Fail unless everything after a check that failed is there and wasn't tried."""
    order = list(found)
    later = order[order.index(failed) + 1 :]
    assert {found[check].verdict for check in later} == {NOT_TRIED}
    assert set(SERVER) <= set(later)


def test_a_good_server_is_ok_from_end_to_end(ca: trustme.CA, ca_file: Path, leads: Leads) -> None:
    leads("127.0.0.1")
    with secure(ca, "ic1.example") as server:
        serve(server)
        found = found_at(f"ic1.example:{server.port}", Trust(ca_file))
    assert worst(found.values()) is OK, found
    says(found[Check.PROXY], OK, "none is set")
    says(found[Check.DNS], OK, "ic1.example is 127.0.0.1")
    says(found[Check.TCP], OK, f"127.0.0.1 port {server.port} takes connections")
    says(found[Check.TLS], OK, "TLSv1.3", "believed by the system's store or the CA file", "days")
    says(found[Check.VERSION], OK, "22.1 SU 3 build 7")
    says(found[Check.LOG_ON_WAYS], OK, "user and password", "1 identity")
    assert Check.LOG_ON not in found, "nobody is logged on unasked"


def test_a_name_that_nobody_has() -> None:
    found = found_at("ic1.invalid")
    says(found[Check.DNS], FAILED, "no server called ic1.invalid", "spelling")
    not_tried_after(found, Check.DNS)


def test_a_name_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def never(*_: Any, **__: Any) -> Any:
        asked.wait(30)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(way, "PATIENCE", 0.2)
    found = found_at("ic1.example")
    asked.set()
    says(found[Check.DNS], FAILED, "no answer within 0.2 s")


def test_a_port_that_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    found = found_at(f"127.0.0.1:{port}")
    says(found[Check.DNS], OK, "not needed")
    says(found[Check.TCP], FAILED, f"127.0.0.1 port {port}", "connection refused", "firewall")
    not_tried_after(found, Check.TCP)


def test_a_dead_address_beside_a_live_one_is_told(
    ca: trustme.CA, ca_file: Path, leads: Leads
) -> None:
    leads("127.0.0.2", "127.0.0.1")
    with secure(ca, "ic1.example") as server:
        serve(server)
        found = found_at(f"ic1.example:{server.port}", Trust(ca_file))
    says(found[Check.TCP], WARNING, "127.0.0.1", "127.0.0.2 doesn't", "DNS")
    assert found[Check.VERSION].verdict is OK


def test_a_host_that_swallows_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way, "PATIENCE", 0.3)
    # A listener whose queue is full takes no more: what comes is dropped.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = []
        for _ in range(8):
            each = socket.socket()
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
            waiting.append(each)
        found = found_at(f"127.0.0.1:{port}")
        for each in waiting:
            each.close()
    says(found[Check.TCP], FAILED, "doesn't respond")


def test_a_server_that_never_answers_to_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "PATIENCE", 0.3)
    with RawServer(waits) as silent:
        found = found_at(f"127.0.0.1:{silent.port}")
    says(found[Check.TLS], FAILED, "doesn't answer to https", "8019")
    not_tried_after(found, Check.TLS)


@pytest.mark.timeout(60)
def test_the_abort_ends_a_look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "PATIENCE", 600.0)
    with RawServer(waits) as silent:
        abort = Abort()
        looks = look(target(f"127.0.0.1:{silent.port}"), abort)
        found = [next(looks) for _ in range(3)]
        # The second connection is the handshake's.

        def stop_at_the_handshake() -> None:
            for _ in range(2):
                silent.connected.acquire(timeout=10)
            abort.abort()

        waiter = threading.Thread(target=stop_at_the_handshake)
        waiter.start()
        found += looks
        waiter.join()
    assert [each.verdict for each in found[3:]] == [NOT_TRIED] * 5
    assert {each.what for each in found[4:]} == {"stopped"}


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_what_doesn_t_speak_https_is_told(said: bytes) -> None:
    def behave(connection: socket.socket, _: threading.Event) -> None:
        connection.recv(1024)
        connection.sendall(said)

    with RawServer(behave) as other:
        found = found_at(f"127.0.0.1:{other.port}")
    assert found[Check.TLS].verdict is FAILED
    says(found[Check.TLS], FAILED, "8019")
    assert ("doesn't speak https" in found[Check.TLS].what) is bool(said)


def test_an_authority_nobody_knows(ca: trustme.CA) -> None:
    with secure(ca, "127.0.0.1") as server:
        found = found_at(f"127.0.0.1:{server.port}")
        assert server.asked == [], "nothing is sent to whom isn't believed"
    says(found[Check.TLS], FAILED, "isn't signed by an authority that this computer knows")
    says(found[Check.TLS], FAILED, "trustme", "ca_file")
    not_tried_after(found, Check.TLS)


def test_a_certificate_for_another_name(ca: trustme.CA, ca_file: Path) -> None:
    with secure(ca, "ic1.example", "ic2.example") as server:
        found = found_at(f"127.0.0.1:{server.port}", Trust(ca_file))
        assert server.asked == []
    says(found[Check.TLS], FAILED, "for ic1.example, ic2.example, not for 127.0.0.1")
    not_tried_after(found, Check.TLS)


def test_a_certificate_that_has_expired(ca: trustme.CA, ca_file: Path) -> None:
    found = _with_dates(ca, ca_file, -timedelta(days=90), -timedelta(days=2, hours=1))
    ended = datetime.now(UTC) - timedelta(days=2, hours=1)
    says(found[Check.TLS], FAILED, f"expired on {ended:%Y-%m-%d}", "3 days ago", "renew")


def test_a_certificate_that_isn_t_valid_yet(ca: trustme.CA, ca_file: Path) -> None:
    found = _with_dates(ca, ca_file, timedelta(days=2), timedelta(days=90))
    begins = datetime.now(UTC) + timedelta(days=2)
    says(found[Check.TLS], FAILED, f"holds from {begins:%Y-%m-%d}", "date of this computer")


@pytest.mark.parametrize(("days", "verdict"), [(29, WARNING), (31, OK)])
def test_one_that_soon_ends_is_a_warning(
    ca: trustme.CA, ca_file: Path, days: int, verdict: Verdict
) -> None:
    found = _with_dates(ca, ca_file, -timedelta(days=1), timedelta(days=days, hours=1))
    says(found[Check.TLS], verdict, f"{days} days left")
    assert found[Check.VERSION].verdict is OK


def _with_dates(ca: trustme.CA, ca_file: Path, begins: timedelta, ends: timedelta) -> Found:
    now = datetime.now(UTC)
    leaf = ca.issue_cert("127.0.0.1", not_before=now + begins, not_after=now + ends)
    with secure(ca, change=leaf.configure_cert) as server:
        serve(server)
        return found_at(f"127.0.0.1:{server.port}", Trust(ca_file))


def test_tls_before_1_2_is_told(ca: trustme.CA, ca_file: Path) -> None:
    def old(context: ssl.SSLContext) -> None:
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        with suppress(ssl.SSLError):
            context.set_ciphers("ALL:@SECLEVEL=0")

    with secure(ca, change=old) as server:
        found = found_at(f"127.0.0.1:{server.port}", Trust(ca_file))
    says(found[Check.TLS], FAILED, "TLS 1.2 or later")


def test_a_ca_file_that_is_none(tmp_path: Path, ca: trustme.CA) -> None:
    none = tmp_path / "none.pem"
    none.write_text("no certificate", encoding="utf-8")
    with secure(ca) as server:
        found = found_at(f"127.0.0.1:{server.port}", Trust(none))
    says(found[Check.TLS], FAILED, "holds no certificate", "ca_file")


def test_plain_http_is_a_warning_here_and_refused_to_others(
    server: StrictServer, leads: Leads
) -> None:
    serve(server)
    found = found_at(f"http://127.0.0.1:{server.port}")
    says(found[Check.TLS], WARNING, "http://", "Use https")
    assert worst(found.values()) is WARNING
    with RawServer(lambda *_: None) as other:
        way_there = way.Way(target(f"http://127.0.0.1:{other.port}").address)
        way_there.addresses = ["192.0.2.7"]
        refused = encryption.look_at_encryption(target("http://ic1.example"), way_there, Abort())
        allowed = encryption.look_at_encryption(
            target("http://ic1.example", plain_http_allowed=True), way_there, Abort()
        )
    says(refused, FAILED, "isn't allowed", "plain_http_allowed")
    says(allowed, WARNING, "can be read by others")


class TestProxies:
    @pytest.fixture(autouse=True)
    def _canary(self) -> None:
        self.login = "agent:canary-proxy@"

    def test_the_way_leads_through_the_proxy_and_its_password_is_told_to_nobody(
        self, ca: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with secure(ca, "ic1.example") as server:
            serve(server)
            proxy = ConnectProxy(server.port, password="agent:canary-proxy")
            with RawServer(proxy) as front:
                where = f"http://{self.login}127.0.0.1:{front.port}"
                monkeypatch.setenv("HTTPS_PROXY", where)
                found = found_at(f"ic1.example:{server.port}", Trust(ca_file))
        assert set(verdicts(found).values()) == {"ok"}, found
        says(found[Check.PROXY], OK, f"through the proxy 127.0.0.1:{front.port}")
        says(found[Check.TLS], OK, "days left")
        assert "canary" not in str(found)

    def test_a_proxy_that_wants_another_password(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with RawServer(ConnectProxy(1, password="agent:canary-right")) as front:
            monkeypatch.setenv("HTTPS_PROXY", f"http://{self.login}127.0.0.1:{front.port}")
            found = found_at("ic1.example")
        says(found[Check.TLS], FAILED, "makes no tunnel: status 407", "user and a password")
        not_tried_after(found, Check.TLS)
        assert "canary" not in str(found)

    def test_a_proxy_that_isn_t_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
        says(found_at("ic1.example")[Check.DNS], FAILED, "no proxy called proxy.invalid")

    def test_a_server_that_is_excepted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("NO_PROXY", "ic1.invalid")
        found = found_at("ic1.invalid")
        says(found[Check.PROXY], OK, "ic1.invalid is excepted")

    @pytest.mark.parametrize("odd", ["http://", "http://[", "socks5://127.0.0.1:1"])
    def test_a_setting_that_can_t_be_used(self, odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTPS_PROXY", odd)
        found = found_at("ic1.example")
        assert found[Check.PROXY].verdict is FAILED
        not_tried_after(found, Check.PROXY)
