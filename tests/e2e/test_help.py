"""The help menu: what support needs is read in full and saved, from the log-on and on a call."""

import re

import pytest

from tests.e2e.harness import Start, enabled, gone, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import desktop_on, on_a_call

pytestmark = pytest.mark.e2e


def test_who_can_t_log_on_gets_what_support_asks_for(start: Start) -> None:
    program = desktop_on(start, "http://127.0.0.1:1")
    screen = program.screen
    screen.wait(shown("loginSubmit"))
    screen.choose("helpMenu", "Support bundle…")
    screen.wait(shown("supportBundleMasked", r"^Masked: .*user id 1, station 1"))
    assert screen.unnamed_interactive() == []
    text = screen.text("supportBundleText")
    assert re.search(r"^failed +TCP +127\.0\.0\.1 port 1 takes no connection", text, re.MULTILINE)
    assert '"ada"' not in text
    assert str(program.home) not in text
    screen.press("supportBundleClose")
    screen.wait(gone("supportBundle"))
    screen.choose("helpMenu", "About Agent Desktop")
    screen.wait(shown("aboutText"))
    assert re.search(r"^PySide6 [\d.]+, Qt [\d.]+$", screen.text("aboutText"), re.MULTILINE)


def test_on_a_call_the_bundle_names_requests_and_nobody(start: Start, server: IcServer) -> None:
    program, _ = on_a_call(start, server)
    screen = program.screen
    who = screen.name("callWho")
    screen.key("F1")
    screen.key("Escape")
    screen.choose("helpMenu", "Support bundle…")
    screen.wait(shown("supportBundleMasked", "^Masked: "))
    screen.wait(enabled("supportBundleSave"))
    text = screen.text("supportBundleText")
    assert "=== Log of this run ===" in text
    assert re.search(r"POST /icws/\{sessionId\}/dialer/log-in 200 \d+ ms [A-Z2-7]{10}", text)
    assert who
    assert who not in text
    assert "ada" not in text
    screen.press("supportBundleClose")
    screen.wait(gone("supportBundle"))
    assert len(server.asked("/connection/version")) == 2, "looked at; the session goes on"
