"""How the program ends: bounded in time, and nothing of it stays behind."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.harness import Start, described, enabled, gone, shown
from tests.e2e.harness.processes import Watched, children_of
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import PASSWORD, choose_outcome, confirmed, desktop_on, log_on, on_a_call

pytestmark = pytest.mark.e2e

BOUND = 10.0
"""Seconds that leaving may take at most."""


def test_closing_the_window_is_bounded_though_the_server_hangs(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    settings = tmp_path / "site.toml"
    settings.write_text("leave_deadline = 3.0\n", encoding="utf-8")
    program = desktop_on(start, server, "--config", str(settings))
    log_on(program.screen)
    server.fault("*", "hang")
    began = time.monotonic()
    program.screen.key("alt+F4")
    program.screen.wait(shown("leavingState", "waiting for Dialer"))
    assert program.wait(BOUND) == 0
    assert time.monotonic() - began < BOUND


def test_leaving_with_a_call_open_waits_for_its_end_and_its_outcome_then_logs_off(
    start: Start, server: IcServer
) -> None:
    program, call = on_a_call(start, server)
    screen = program.screen
    screen.press("logOff")
    screen.wait(shown("leaveAfter", "^Leave after this call$"))
    screen.press("leaveAfter")
    screen.wait(shown("leavingState", "once this call is over"))
    screen.wait(shown("logOff", "^Logging off"))
    assert screen.unnamed_interactive() == []
    server.end_call(call)
    screen.wait(shown("leavingState", "waits for the outcome of your call"))
    assert len(server.asked("dialer/log-off")) == 1, "Dialer is asked once, at the beginning"
    choose_outcome(screen, "Renewed")
    screen.press("outcomeFile")
    screen.wait(shown("loginDialog"))
    (filed,) = server.filed()
    assert (filed["interactionId"], filed["label"], filed["byAgent"]) == (call, "Renewed", True)
    assert server.order("GET", "state")["sessions"] == []


def test_whoever_stays_after_all_goes_on_working(start: Start, server: IcServer) -> None:
    program, _call = on_a_call(start, server)
    screen = program.screen
    screen.press("logOff")
    screen.press("leaveAfter")
    screen.press("leavingStay")
    screen.wait(gone("leavingStrip"))
    screen.wait(shown("logOff", "^Log off$"))
    screen.key("2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("alt+F4")
    screen.press("leaveAfter")
    screen.press("leavingAnyway")
    assert program.wait(BOUND) == 0
    assert server.order("GET", "state")["sessions"] == []


def test_quitting_a_log_on_that_hangs_is_bounded(start: Start, server: IcServer) -> None:
    server.fault("*", "hang")
    program = desktop_on(start, server)
    program.screen.type_text("loginPassword", PASSWORD)
    program.screen.press("loginSubmit")
    program.screen.wait(shown("loginProgress"))
    program.screen.key("alt+F4")
    assert program.wait(BOUND) == 0


def test_the_end_of_the_desktop_session_logs_off(start: Start, server: IcServer) -> None:
    program = desktop_on(start, server)
    log_on(program.screen)
    os.kill(program.pid, signal.SIGTERM)
    assert program.wait(BOUND) == 0
    assert server.order("GET", "state")["sessions"] == []


def test_a_signal_ends_the_program_also_while_nothing_happens(
    start: Start, server: IcServer
) -> None:
    program = desktop_on(start, server)
    program.screen.wait(enabled("loginSubmit"))
    os.kill(program.pid, signal.SIGTERM)
    assert program.wait(BOUND) == 0


def test_a_demo_that_is_killed_takes_its_server_with_it(start: Start) -> None:
    program = start("-m", "agent_desktop", "--demo")
    program.screen.wait(described("loginServer", "^Server found"))
    (child,) = children_of(program.pid)
    simulator = Watched(child)
    os.kill(program.pid, signal.SIGKILL)
    assert simulator.ended(within=BOUND)
    assert program.wait() == -signal.SIGKILL


def test_a_demo_that_is_left_ends_its_server(start: Start) -> None:
    program = start("-m", "agent_desktop", "--demo")
    program.screen.wait(described("loginServer", "^Server found"))
    (child,) = children_of(program.pid)
    simulator = Watched(child)
    program.screen.press("loginCancel")
    assert program.wait(BOUND) == 0
    assert simulator.ended(within=BOUND)


def test_no_secret_and_no_contact_reaches_the_log(start: Start, server: IcServer) -> None:
    program = desktop_on(start, server, "--log-level", "debug")
    log_on(program.screen)
    program.screen.key("alt+F4")
    assert program.wait(BOUND) == 0
    log = program.output()
    assert "POST /icws/connection 201" in log
    assert not re.search(r"\bdemo\b|icws_\d|csrf|Castellan|555 01", log, re.IGNORECASE)
