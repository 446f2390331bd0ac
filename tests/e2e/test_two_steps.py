"""The log-on dialog is there before the rest is loaded, and nothing asked of it is lost."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.harness import Program, Start, described, enabled, focused, gone, lists, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import CAMPAIGN, PASSWORD

pytestmark = pytest.mark.e2e

REPORTS = Path(".local/state/agent-desktop/crashes")
# The program; what it loads behind the dialog waits until somebody writes into a pipe.
HELD = """
import sys
from agent_desktop.app import start

gate, load = sys.argv.pop(1), start._load

def held():
    with open(gate) as pipe:
        word = pipe.read()
    if word == "break":
        raise KeyError("canary-555-0199")
    return load()

start._load = held
from agent_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

Held = Callable[..., Program]


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The pipe that the second step waits for."""
    pipe = tmp_path / "gate"
    os.mkfifo(pipe)
    return pipe


@pytest.fixture
def held(start: Start, server: IcServer, gate: Path) -> Held:
    """Start the program with its second step held back."""

    def held_program(env: dict[str, str] | None = None) -> Program:
        where = ("--server", server.url, "--user", "ada", "--station", "7001")
        program = start("-c", HELD, str(gate), *where, "--log-level", "info", env=env)
        program.screen.wait(shown("loginDialog"))
        return program

    return held_program


def log_ons(server: IcServer) -> int:
    """How often somebody logged on."""
    return len([each for each in server.requests() if each["path"] == "/icws/connection"])


def test_a_log_on_pressed_early_is_carried_out_once(
    held: Held, gate: Path, server: IcServer
) -> None:
    screen = held().screen
    screen.wait(focused("loginPassword"))
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(shown("loginProgress", "Connecting"))
    assert log_ons(server) == 0
    gate.write_text("go on")
    screen.wait(gone("loginDialog"))
    screen.wait(lists("campaignList", CAMPAIGN))
    assert log_ons(server) == 1


def test_a_log_on_taken_back_early_is_none(held: Held, gate: Path, server: IcServer) -> None:
    screen = held().screen
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(shown("loginProgress", "Connecting"))
    screen.key("Escape")
    screen.wait(enabled("loginSubmit"))
    gate.write_text("go on")
    screen.wait(described("loginServer", "Server found"))
    assert log_ons(server) == 0
    screen.press("loginSubmit")
    screen.wait(lists("campaignList", CAMPAIGN))
    assert log_ons(server) == 1


def test_what_is_typed_early_stays_and_the_keyboard_where_it_is(held: Held, gate: Path) -> None:
    screen = held().screen
    screen.type_text("loginStation", "7002")
    screen.wait(focused("loginStation"))
    gate.write_text("go on")
    screen.wait(described("loginServer", "Server found"))
    assert screen.text("loginStation") == "7002"
    assert screen.focused().id == "loginStation"


def test_a_server_typed_early_is_asked(held: Held, gate: Path, server: IcServer) -> None:
    screen = held().screen
    screen.type_text("loginServer", f"{server.url}/")
    gate.write_text("go on")
    screen.wait(described("loginServer", "Server found"))


def test_a_second_copy_brings_the_one_that_is_loading_to_the_front(
    held: Held, gate: Path, start: Start, server: IcServer, tmp_path: Path
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    env = {"XDG_RUNTIME_DIR": str(runtime)}
    first = held(env)
    second = start("-m", "agent_desktop", "--server", server.url, env=env)
    assert second.wait() == 0
    assert first.running
    gate.write_text("go on")
    first.screen.wait(described("loginServer", "Server found"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_while_it_is_loading(
    held: Held, gate: Path, number: signal.Signals, code: int
) -> None:
    program = held()
    os.kill(program.pid, number)
    program.screen.wait(gone("loginDialog"))
    gate.write_text("go on")
    assert program.wait() == code


def test_closed_while_it_is_loading_it_ends(held: Held, gate: Path) -> None:
    program = held()
    program.screen.press("loginCancel")
    program.screen.wait(gone("loginDialog"))
    gate.write_text("go on")
    assert program.wait() == 0


def test_what_can_t_be_loaded_is_told_with_a_report(held: Held, gate: Path) -> None:
    program = held()
    gate.write_text("break")
    program.screen.wait(shown("refusal"))
    assert "canary-555-0199" not in program.screen.tree()
    program.screen.key("Return")
    assert program.wait() == 1
    (report,) = (program.home / REPORTS).glob("*.txt")
    assert "It ended with an error.\n\nKeyError\n" in report.read_text()
    assert "canary-555-0199" not in report.read_text() + program.output()
