"""The program is killed in the middle of a call: nothing that was typed or chosen is lost."""

import os
import signal
import stat
from pathlib import Path

import pytest

from tests.e2e.harness import Start, checked, gone, lists, reads, shown
from tests.e2e.ic_server import DISPOSITION, UPDATE_STAGE, IcServer
from tests.e2e.shift import (
    choose_outcome,
    confirmed,
    desktop_on,
    join,
    log_on,
    on_a_call,
)

pytestmark = pytest.mark.e2e

NOTE = "Ask for the office, after five."
LEDGER = Path(".local/share/agent-desktop/ledger.sqlite3")
SENT_BY_A_PRESS = (DISPOSITION, UPDATE_STAGE, "dialer/update-call-data")


def sent(server: IcServer) -> int:
    """Return how many requests have come that only a press of the agent may send."""
    return sum(len(server.asked(path)) for path in SENT_BY_A_PRESS)


def killed_on_a_call(start: Start, server: IcServer) -> tuple[str, Path]:
    """Confirm a stage, type a note, choose an outcome, be killed; returns call id and home."""
    program, call = on_a_call(start, server)
    screen = program.screen
    screen.key("2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("ctrl+3")
    screen.type_text("noteText", NOTE)
    screen.wait(shown("noteState", "^Saved$"))
    choose_outcome(screen, "Not interested")
    os.kill(program.pid, signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    return call, program.home


def test_a_call_that_goes_on_has_its_note_and_its_chosen_outcome_again(
    start: Start, server: IcServer
) -> None:
    call, home = killed_on_a_call(start, server)
    before = sent(server)
    screen = desktop_on(start, server).screen
    log_on(screen)
    screen.wait(shown("callState", "On call"))
    screen.key("ctrl+3")
    screen.wait(reads("noteText", NOTE))
    screen.key("ctrl+4")
    screen.wait(shown(f"openOutcomeState-{call}", "“Not interested”: chosen, never sent"))
    join(screen)  # Dialer shows the call again
    screen.wait(gone("openOutcomes"))
    screen.wait(checked("outcome-Not interested"))
    screen.wait(shown("outcomeState", "chosen and not filed yet"))
    assert sent(server) == before, "nothing is sent by itself"

    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", "^Not interested$"))
    assert [(f["interactionId"], f["label"]) for f in server.filed()] == [(call, "Not interested")]

    ledger = home / LEDGER
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    assert stat.S_IMODE(ledger.parent.stat().st_mode) == 0o700
    files = list(ledger.parent.glob("ledger.sqlite3*"))
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    kept = b"".join(file.read_bytes() for file in files)
    assert b"Castellan" not in kept
    assert b"555 01" not in kept


def test_a_call_that_ended_meanwhile_is_offered_among_the_open_outcomes(
    start: Start, server: IcServer
) -> None:
    call, _home = killed_on_a_call(start, server)
    before = sent(server)
    server.end_call(call)
    screen = desktop_on(start, server).screen
    log_on(screen)
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "without a confirmed outcome: 1"))
    screen.key("ctrl+4")
    screen.wait(shown(f"openOutcomeState-{call}", "“Not interested”: chosen, never sent"))
    assert sent(server) == before, "nothing is sent by itself"
