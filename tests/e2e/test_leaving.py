"""How the program ends: bounded in time, and nothing of it stays behind."""

import os
import re
import signal
import time

import pytest

from tests.e2e.harness import Start, described, enabled, shown
from tests.e2e.harness.processes import Watched, children_of
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import PASSWORD, desktop_on, log_on

pytestmark = pytest.mark.e2e

BOUND = 10.0
"""Seconds that leaving may take at most."""


def test_closing_the_window_is_bounded_though_the_server_hangs(
    start: Start, server: IcServer
) -> None:
    program = desktop_on(start, server)
    log_on(program.screen)
    server.fault("*", "hang")
    began = time.monotonic()
    program.screen.key("alt+F4")
    assert program.wait(BOUND) == 0
    assert time.monotonic() - began < BOUND


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
