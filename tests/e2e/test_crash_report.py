"""The program goes wrong; the next start offers what is left of it, and nothing of anybody."""

import os
import re
import signal
import stat
from pathlib import Path

import pytest

from tests.e2e.harness import Program, Start, gone, lists, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import PASSWORD, desktop_on, log_on, on_a_call

pytestmark = pytest.mark.e2e

CRASHES = Path(".local/state/agent-desktop/crashes")
CANARY = "canary-555-0199"
# The program with a fault of ours built into it, which comes once the log-on shows.
FAULTY = """
import os, sys, threading
from PySide6.QtCore import QTimer
from agent_desktop.ui import desktop

HOW = sys.argv.pop(1)

def goes_wrong():
    raise KeyError("canary-555-0199")

def in_a_slot_and_a_thread():
    threading.Thread(target=goes_wrong).start()
    goes_wrong()

def in_native_code():
    os.abort()

def in_the_main_coroutine():
    desktop.Desktop.close = lambda self: goes_wrong()
    os.kill(os.getpid(), 15)

shows = desktop.Desktop.show
def show(self):
    shows(self)
    QTimer.singleShot(0, globals()[HOW])
desktop.Desktop.show = show

from agent_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def go_wrong(start: Start, server: IcServer, how: str) -> Program:
    return start("-c", FAULTY, how, "--server", server.url, "--user", "ada", "--station", "7001")


def reports(home: Path) -> list[Path]:
    return sorted((home / CRASHES).glob("*.txt"))


def test_faults_that_the_program_survives_are_told_and_offered_at_the_next_start(
    start: Start, server: IcServer
) -> None:
    program = go_wrong(start, server, "in_a_slot_and_a_thread")
    log_on(program.screen)
    program.screen.wait(lists("notificationList", "A fault of this program: KeyError"))
    texts = [report.read_text(encoding="utf-8") for report in reports(program.home)]
    assert len(texts) == 2
    for what in ("ended a thread", "nobody caught"):
        (text,) = (each for each in texts if what in each)
        assert re.search(r"^KeyError\n(  .*\n)*  <string>:\d+ in goes_wrong$", text, re.MULTILINE)
        assert CANARY not in text
    assert CANARY not in program.output()
    program.end()
    screen = desktop_on(start, server).screen
    screen.wait(shown("crashReportOffer", "had a fault the last time it ran"))


def test_a_hard_crash_on_a_call_is_offered_in_full_at_the_next_start(
    start: Start, server: IcServer
) -> None:
    program, call = on_a_call(start, server)
    program.screen.key("ctrl+3")
    program.screen.type_text("noteText", CANARY)
    os.kill(program.pid, signal.SIGSEGV)
    assert program.wait() == -signal.SIGSEGV
    assert reports(program.home) == []

    server.end_call(call)
    screen = desktop_on(start, server).screen
    screen.wait(shown("crashReportOffer", "ended unexpectedly last time"))
    assert screen.unnamed_interactive() == []
    screen.press("crashReportShow")
    screen.wait(shown("crashReportText"))
    assert screen.unnamed_interactive() == []
    text = screen.text("crashReportText")
    (report,) = reports(program.home)
    assert text == report.read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in text
    assert re.search(r"^  agent_desktop/ui/bridge\.py:\d+ in run$", text, re.MULTILINE)
    assert re.search(r"^PySide6 [\d.]+, Qt [\d.]+$", text, re.MULTILINE)
    assert "request: POST /icws/{sessionId}/dialer/" in text
    for secret in (PASSWORD, CANARY, "Castellan", "555 01", str(Path.home()), str(program.home)):
        assert secret not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700

    screen.press("crashReportDelete")
    screen.wait(gone("crashReport"))
    screen.wait(gone("crashReportOffer"))
    log_on(screen)
    assert reports(program.home) == []


def test_an_error_that_ends_the_program_is_a_crash(start: Start, server: IcServer) -> None:
    program = go_wrong(start, server, "in_the_main_coroutine")
    assert program.wait() == 1
    assert CANARY not in program.output()
    (report,) = reports(program.home)
    assert "It ended with an error.\n\nKeyError\n" in report.read_text()


def test_what_was_dealt_with_is_not_offered_again(start: Start, server: IcServer) -> None:
    program = go_wrong(start, server, "in_native_code")
    assert program.wait() == -signal.SIGABRT
    second = desktop_on(start, server)
    second.screen.wait(shown("crashReportOffer", "ended unexpectedly"))
    (report,) = reports(program.home)
    assert "Fatal Python error: Aborted" in report.read_text(encoding="utf-8")
    assert "in in_native_code" in report.read_text(encoding="utf-8")
    second.screen.press("crashReportShow")
    second.screen.press("crashReportCopy")
    second.screen.wait(shown("crashReportState", "Copied"))
    second.screen.press("crashReportClose")
    second.screen.wait(gone("crashReportOffer"))
    log_on(second.screen)
    second.end()
    third = desktop_on(start, server)
    log_on(third.screen)
    third.screen.wait(gone("crashReportOffer"))
    assert [report.name.endswith(".seen.txt") for report in reports(program.home)] == [True]


def test_a_kill_is_no_crash_and_an_end_in_good_order_leaves_nothing(
    start: Start, server: IcServer
) -> None:
    program = desktop_on(start, server)
    log_on(program.screen)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    assert list((program.home / CRASHES).glob("run-*.log")), "it could not clean up"
    second = desktop_on(start, server)
    log_on(second.screen)
    second.screen.wait(gone("crashReportOffer"))
    assert reports(program.home) == []
    assert len(list((program.home / CRASHES).glob("run-*.log"))) == 1, "its own"
    os.kill(second.pid, signal.SIGTERM)
    assert second.wait() == 0
    assert list((program.home / CRASHES).iterdir()) == []
