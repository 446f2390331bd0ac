"""What can go wrong while logging on: each has its sentence, and what was typed stays."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.harness import (
    Screen,
    Start,
    described,
    disabled,
    enabled,
    focused,
    gone,
    reads,
    shown,
)
from tests.e2e.ic_server import IcServer, demo_with
from tests.e2e.shift import PASSWORD, desktop_on, log_on

pytestmark = pytest.mark.e2e

AT_ONCE = 2.0
"""Seconds; the program itself would give up after fifteen."""


@pytest.fixture
def proxy() -> Iterator[str]:
    """What answers where somebody mistyped the port: a page for people. Yields its address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = b"<html><body><h1>Welcome</h1></body></html>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        do_POST = do_GET  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name too
            """Say nothing."""

    page_server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=page_server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{page_server.server_port}"
    page_server.shutdown()
    thread.join()
    page_server.server_close()


@pytest.fixture
def secure_server() -> Iterator[IcServer]:
    """An IC server with a certificate of a private authority."""
    server = IcServer("--tls")
    yield server
    server.stop()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[IcServer]:
    """An IC server at 127.0.0.1 with a second one at 127.0.0.2, to which it can switch over."""
    server = IcServer("--scenario", demo_with(tmp_path, 'second_address = "127.0.0.2"'))
    yield server
    server.stop()


def host(url: str) -> str:
    """Return host and port of an address, as the sentences name a server."""
    return url.partition("://")[2]


def refused_port() -> str:
    """Return an address of this machine where nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def fails_to_log_on(screen: Screen, sentence: str) -> None:
    """Try to log on; the sentence appears, is spoken, and the dialog is as it was."""
    screen.type_text("loginPassword", PASSWORD)
    before = {id_: screen.text(id_) for id_ in ("loginServer", "loginUser", "loginStation")}
    screen.press("loginSubmit")
    error = screen.wait(shown("loginError", sentence), timeout=20)
    assert error is not None
    assert error.name in screen.announcements()
    screen.wait(enabled("loginSubmit"))
    assert {id_: screen.text(id_) for id_ in before} == before
    assert len(screen.text("loginPassword")) == len(PASSWORD)


def test_a_wrong_password_is_told_beside_the_password(start: Start, server: IcServer) -> None:
    screen = desktop_on(start, server).screen
    screen.type_text("loginPassword", "not it")
    screen.press("loginSubmit")
    screen.wait(shown("loginError", "^User or password is wrong.*authentication process failed"))
    screen.wait(focused("loginPassword"))
    screen.wait(described("loginPassword", "is wrong"))
    assert screen.text("loginUser") == "ada"
    assert len(screen.text("loginPassword")) == len("not it"), "it stays, to be looked at"
    log_on(screen)


def test_each_wrong_address_is_told_beside_the_server(start: Start, proxy: str) -> None:
    nobody = refused_port()
    screen = desktop_on(start, "ic1 example").screen
    fails_to_log_on(screen, "^That is no server address")
    for address, sentence in (
        ("ic1.invalid", r"^No server named ic1\.invalid was found"),
        (nobody, rf"^{re.escape(nobody)} doesn't answer there"),
        (proxy, f"What answers at .*{host(proxy)} is no IC server"),
    ):
        screen.type_text("loginServer", address)
        fails_to_log_on(screen, sentence)
        screen.wait(focused("loginServer"))
        screen.wait(described("loginServer", sentence))


def test_a_private_certificate_needs_its_ca_file(start: Start, secure_server: IcServer) -> None:
    screen = desktop_on(start, secure_server.url).screen
    fails_to_log_on(screen, f"^The certificate of .*{host(secure_server.url)} isn't trusted")
    screen.press("loginMore")
    screen.type_text("loginCaFile", str(Path(secure_server.ca_file).with_name("missing.pem")))
    fails_to_log_on(screen, "^The CA file can't be read")
    screen.type_text("loginCaFile", secure_server.ca_file)
    log_on(screen)
    screen.wait(shown("connectionState", f"^Connected, .*{host(secure_server.url)}, encrypted$"))


def test_a_switched_over_server_leads_to_its_alternate(start: Start, pair: IcServer) -> None:
    pair.order("POST", "switchover", active=True, alternates=["127.0.0.2"])
    screen = desktop_on(start, pair).screen
    log_on(screen)
    screen.wait(shown("connectionState", rf"^Connected, .*127\.0\.0\.2:{pair.port}"))


def test_a_server_that_takes_no_sessions_and_names_no_other_is_told(
    start: Start, server: IcServer
) -> None:
    server.order("POST", "switchover", active=True, alternates=[])
    screen = desktop_on(start, server).screen
    fails_to_log_on(screen, f"{host(server.url)} takes no log-ons just now")


def test_a_refused_station_is_told_beside_the_station(start: Start, server: IcServer) -> None:
    screen = desktop_on(start, server).screen
    screen.type_text("loginStation", "7009")
    fails_to_log_on(screen, "^The station was refused.*'7009' is not licensed")
    screen.wait(focused("loginStation"))
    assert server.order("GET", "state")["sessions"] == [], "the session was given back"
    screen.type_text("loginStation", "7002")
    log_on(screen)


def test_a_log_on_that_hangs_is_cancelled_at_once(start: Start, server: IcServer) -> None:
    server.fault("connection", "hang", method="POST")
    screen = desktop_on(start, server).screen
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(shown("loginProgress", f"^Connecting to .*{host(server.url)}"))
    screen.wait(disabled("loginServer"))
    began = time.monotonic()
    screen.press("loginCancel")
    screen.wait(shown("loginSubmit"))
    assert time.monotonic() - began < AT_ONCE, "not when the server gives up"
    screen.wait(gone("loginProgress"))
    screen.wait(gone("loginError"))
    screen.wait(reads("loginUser", "ada"))

    server.end_faults()
    server.fault("connection/station", "hang")
    screen.focus("loginPassword")
    screen.key("Return")
    screen.wait(shown("loginProgress", "^Taking the station"))
    screen.key("Escape")
    screen.wait(shown("loginSubmit"))
    server.end_faults()
    log_on(screen)


def test_the_server_is_known_before_anyone_logs_on(start: Start, server: IcServer) -> None:
    screen = desktop_on(start, refused_port()).screen
    screen.type_text("loginServer", server.url)
    screen.wait(described("loginServer", "^Server found. Not encrypted"))


def test_what_was_used_last_is_there_the_next_time_but_never_the_password(
    start: Start, server: IcServer
) -> None:
    first = desktop_on(start, server)
    log_on(first.screen)
    first.screen.key("alt+F4")
    assert first.wait() == 0

    again = start("-m", "agent_desktop").screen
    again.wait(reads("loginServer", server.url))
    again.wait(reads("loginUser", "ada"))
    again.wait(reads("loginStation", "7001"))
    again.wait(focused("loginPassword"))
    assert again.text("loginPassword") == ""
    log_on(again)
