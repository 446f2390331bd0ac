"""A lost link is named, and the way back is found, as a screen reader hears it."""

from pathlib import Path

import pytest

from tests.e2e.harness import Program, Start, gone, reads, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import confirmed, on_a_call

pytestmark = pytest.mark.e2e

# Long enough to be read and pressed upon.
PATIENT = "reconnect_first = 60.0\nreconnect_longest = 60.0\nlog_on_again_first = 60.0\n"


@pytest.fixture
def call(start: Start, server: IcServer, tmp_path: Path) -> Program:
    settings = tmp_path / "patient.toml"
    settings.write_text(PATIENT, encoding="utf-8")
    return on_a_call(start, server, "--config", str(settings))[0]


def test_an_ended_session_is_brought_back_while_the_agent_writes_on(
    call: Program, server: IcServer
) -> None:
    screen = call.screen
    screen.press("stageButton-1")
    screen.wait(shown("stageState", confirmed("1 Identify")))
    order = {"user": "ada", "reason": "Maintenance.", "shouldReconnect": True}
    server.order("POST", "sessions/end", **order)
    screen.wait(shown("notificationBanner", "has ended.*Maintenance"))
    screen.wait(shown("connectionState", "^No session"))
    screen.wait(shown("stageState", "No session: stages go out again once it is back"))
    screen.wait(gone("reloginPanel"))
    assert screen.unnamed_interactive() == []
    screen.key("ctrl+3")
    screen.type_text("noteText", "calls back on Monday")

    screen.press("bannerAction-try-now")
    screen.wait(shown("connectionState", "^Connected"))
    screen.wait(gone("notificationBanner"))
    screen.wait(reads("noteText", "calls back on Monday"))
    screen.wait(shown("stageCurrent", "^1 Identify$"))
    screen.wait(shown("campaignDetail", "· joined$"))
    screen.press("stageButton-2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    assert server.stages() == [1, 2]
    assert len(server.order("GET", "state")["sessions"]) == 1


def test_a_server_that_takes_nobody_is_named_and_tried_when_the_agent_says_so(
    call: Program, server: IcServer
) -> None:
    screen = call.screen
    server.fault("messaging/messages", "status", status=503)
    server.order("POST", "streams/reset")
    screen.wait(shown("notificationBanner", "doesn't answer"))
    screen.wait(shown("connectionState", "^No answer"))
    screen.wait(shown("linkNextTry", r"^next try in \d+ s$"))
    server.end_faults()
    screen.press("bannerAction-try-now")
    screen.wait(shown("connectionState", "^Connected"))
    screen.wait(gone("notificationBanner"))
