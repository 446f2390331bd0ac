"""Which certificates are believed: the system's store, the CA file, and nothing else."""

import gc
import itertools
import socket
import ssl
import struct
import threading
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests.adapters
import trustme
from urllib3.util.wait import wait_for_read

from agent_desktop.icws import (
    Abort,
    CaFileUnusable,
    CertificateRejected,
    Client,
    NoAnswer,
    TlsFailed,
    Trust,
    Unreachable,
)
from agent_desktop.icws.call import Call
from tests.icws.conftest import CREDENTIALS, at, secure, tls
from tests.icws.raw_server import RawServer, read_request
from tests.icws.strict_server import SESSION_ID, Reply, StrictServer


def test_a_private_ca_is_believed_from_its_file(ca: trustme.CA, ca_file: Path) -> None:
    with secure(ca) as server, Client(tls(server.port), trust=Trust(ca_file)) as client:
        assert client.version().build == "7"
        session = client.log_on(CREDENTIALS)
        assert session.info.address.encrypted


def test_a_private_ca_is_not_believed_without_its_file(ca: trustme.CA) -> None:
    with secure(ca) as server, Client(tls(server.port)) as client:
        with pytest.raises(CertificateRejected) as caught:
            client.log_on(CREDENTIALS)
        assert server.asked == []
    assert caught.value.host == f"127.0.0.1:{server.port}"
    assert caught.value.reason
    assert f"127.0.0.1:{server.port}" in str(caught.value)


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_bundles_of_the_environment_add_no_trust(
    ca: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(ca_file))
    with (
        secure(ca) as server,
        Client(tls(server.port)) as client,
        pytest.raises(CertificateRejected),
    ):
        client.version()


def test_the_bundle_that_comes_with_requests_adds_no_trust(
    ca: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(ca_file))
    with (
        secure(ca) as server,
        Client(tls(server.port)) as client,
        pytest.raises(CertificateRejected),
    ):
        client.version()


@pytest.mark.parametrize("bundle", ["/nowhere.pem", ""])
def test_bundles_of_the_environment_take_no_trust_away(
    ca: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch, bundle: str
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", bundle)
    monkeypatch.setenv("CURL_CA_BUNDLE", bundle)
    with secure(ca) as server, Client(tls(server.port), trust=Trust(ca_file)) as client:
        assert client.version().build == "7"


def test_the_store_of_the_operating_system_is_believed(
    ca: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))  # where OpenSSL looks for the system's store
    with secure(ca) as server, Client(tls(server.port)) as client:
        assert client.version().build == "7"


def test_a_certificate_for_another_name_is_rejected(ca: trustme.CA, ca_file: Path) -> None:
    with (
        secure(ca, "ic1.example") as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
        pytest.raises(CertificateRejected, match=r"127\.0\.0\.1"),
    ):
        client.version()


def test_an_old_tls_is_not_spoken(ca: trustme.CA, ca_file: Path) -> None:
    def old(context: ssl.SSLContext) -> None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1"):
            context.minimum_version = ssl.TLSVersion.TLSv1
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.maximum_version = ssl.TLSVersion.TLSv1_1

    with (
        secure(ca, change=old) as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
        pytest.raises(TlsFailed),
    ):
        client.version()


def test_tls_before_1_2_is_not_offered(ca_file: Path) -> None:
    for trust in (Trust(), Trust(ca_file)):
        context = trust.context()
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname


def test_encryption_that_breaks_is_no_answer_and_shows_no_path(
    ca: trustme.CA, ca_file: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)

    def speak_nonsense(connection: socket.socket, stop: threading.Event) -> None:
        with context.wrap_socket(connection, server_side=True) as encrypted:
            read_request(encrypted)
            plain = socket.fromfd(encrypted.fileno(), socket.AF_INET, socket.SOCK_STREAM)
            plain.sendall(b"\x17\x03\x03\x00\x20" + b"nonsense" * 4)
            plain.close()
            stop.wait()

    with (
        RawServer(speak_nonsense) as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
        pytest.raises(NoAnswer) as caught,
    ):
        client.version()
    assert "/connection/version" not in "".join(traceback.format_exception(caught.value))


def test_https_to_a_server_of_http_fails_with_a_sentence(server: StrictServer) -> None:
    with Client(tls(server.port)) as client, pytest.raises(TlsFailed, match="https"):
        client.version()
    assert server.asked == []


def test_http_to_a_server_of_https_is_no_answer(ca: trustme.CA) -> None:
    with secure(ca) as server, Client(at(server.port)) as client, pytest.raises(NoAnswer):
        client.version()
    assert server.asked == []


def test_a_ca_file_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.pem", tmp_path):
        with pytest.raises(CaFileUnusable, match="can't be read"):
            Client(tls(1), trust=Trust(path))
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")
    with pytest.raises(CaFileUnusable, match="holds no certificate"):
        Client(tls(1), trust=Trust(empty))


def test_a_rejected_certificate_does_not_pass_unseen_when_hosts_are_gone(
    ca: trustme.CA, ca_file: Path
) -> None:
    with (
        secure(ca, "ic1.example") as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
        pytest.raises(CertificateRejected) as caught,
    ):
        client.log_on(CREDENTIALS, alternates=["127.0.0.9"])
    assert server.asked == []
    assert caught.value.host == f"127.0.0.1:{server.port}"
    assert caught.value.hosts_tried == (f"127.0.0.1:{server.port}", f"127.0.0.9:{server.port}")


def test_an_alternate_with_a_good_certificate_takes_over(ca: trustme.CA, ca_file: Path) -> None:
    with (
        secure(ca, "ic1.example") as first,
        secure(ca, "127.0.0.2", host="127.0.0.2", port=first.port) as second,
        Client(tls(first.port), trust=Trust(ca_file)) as client,
    ):
        session = client.log_on(CREDENTIALS, alternates=["127.0.0.2"])
        assert session.info.address.host == "127.0.0.2"
        assert first.asked == []
        assert len(second.asked) == 1


def test_one_hanging_handshake_holds_up_no_other_call(ca: trustme.CA, ca_file: Path) -> None:
    with secure(ca) as server:
        numbers = itertools.count()

        def first_hangs(connection: socket.socket, stop: threading.Event) -> None:
            if next(numbers) == 0:
                stop.wait()
            with socket.create_connection(("127.0.0.1", server.port)) as onward:
                back = threading.Thread(target=pump, args=(onward, connection), daemon=True)
                back.start()
                pump(connection, onward)
                back.join()

        with (
            RawServer(first_hangs) as front,
            Client(tls(front.port), trust=Trust(ca_file)) as client,
            ThreadPoolExecutor(1) as pool,
        ):
            abort = Abort()
            hanging = pool.submit(client.version, deadline=30.0, abort=abort)
            assert front.connected.acquire(timeout=5)
            assert client.version(deadline=5.0).build == "7"
            assert not hanging.done()
            abort.abort()


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # either side may go away first
        while part := source.recv(65536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)


class ResetsOnce:
    """A server that resets a connection once it is made, and before it is encrypted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, silently: bool) -> None:
        self._silently = silently
        self._made = threading.Event()
        self._hold = Call.hold
        monkeypatch.setattr(Call, "hold", lambda call, sock: self._held(call, sock))

    def __call__(self, connection: socket.socket, _: threading.Event) -> None:
        self._made.wait(10)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _held(self, call: Call, sock: socket.socket) -> None:
        self._hold(call, sock)
        self._made.set()
        assert wait_for_read(sock, 10), "the reset has come"
        if self._silently:  # as after an abort: not connected, and no error that says so
            sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)


@pytest.mark.parametrize("silently", [False, True])
def test_a_connection_that_is_reset_before_it_is_encrypted_is_closed_and_nothing_was_sent(
    monkeypatch: pytest.MonkeyPatch, silently: bool
) -> None:
    with (
        RawServer(ResetsOnce(monkeypatch, silently=silently)) as server,
        Client(tls(server.port)) as client,
        warnings.catch_warnings(record=True) as unclosed,
    ):
        warnings.simplefilter("always")
        with pytest.raises(TlsFailed) as caught:
            client.version()
        del caught
        gc.collect()
    assert unclosed == []


def test_without_a_connection_the_error_names_no_path(ca: trustme.CA) -> None:
    with (
        secure(ca) as server,
        Client(tls(server.port)) as client,
        pytest.raises(Unreachable) as caught,
    ):
        client.version()
    assert "/icws" not in str(caught.value)


def test_an_expired_certificate_is_rejected(ca: trustme.CA, ca_file: Path) -> None:
    then = datetime(2020, 1, 1, tzinfo=UTC)
    old = ca.issue_cert("127.0.0.1", not_before=then, not_after=then + timedelta(days=90))
    with (
        secure(ca, change=old.configure_cert) as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
    ):
        with pytest.raises(CertificateRejected, match="expired"):
            client.log_on(CREDENTIALS)
        assert server.asked == []


def test_a_certificate_that_changes_is_refused_by_the_next_connection_and_the_running_one_goes_on(
    ca: trustme.CA, ca_file: Path
) -> None:
    presented: list[ssl.SSLContext] = []

    def change_later(context: ssl.SSLContext) -> None:
        presented.append(context)

    with (
        secure(ca, change=change_later) as server,
        Client(tls(server.port), trust=Trust(ca_file)) as client,
    ):
        server.session("POST", "/messaging/heartbeat", Reply(200))
        session = client.log_on(CREDENTIALS)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(presented[0])
        assert session.heartbeat().reference, "the connection that runs goes on"
        with (
            Client(tls(server.port), trust=Trust(ca_file)) as other,
            pytest.raises(CertificateRejected),
        ):
            other.log_on(CREDENTIALS)
        server.session("POST", "/dialer/update-stage", Reply(200, b"", [("Connection", "close")]))
        session.update_stage("c", 1)
        with pytest.raises(CertificateRejected):
            session.update_stage("c", 2)
        assert len(server.took("POST", f"/icws/{SESSION_ID}/dialer/update-stage")) == 1


def test_a_captive_portal_s_own_certificate_gets_no_password(ca: trustme.CA, ca_file: Path) -> None:
    with (
        secure(ca, "portal.guest.example") as portal,
        Client(tls(portal.port), trust=Trust(ca_file)) as client,
    ):
        with pytest.raises(CertificateRejected):
            client.log_on(CREDENTIALS)
        assert portal.asked == []
