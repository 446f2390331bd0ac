"""Previews: looked at first, then placed, passed over, or placed by the countdown."""

import pytest

from tests.e2e.harness import Screen, Start, described, gone, lists, shown
from tests.e2e.ic_server import SURVEY, IcServer
from tests.e2e.shift import available_in, file_outcome

pytestmark = pytest.mark.e2e

PLACE = "dialer/place-preview-call"


@pytest.fixture
def screen(start: Start, server: IcServer) -> Screen:
    return available_in(start, server, "Customer survey").screen


def finish(screen: Screen) -> None:
    file_outcome(screen, "Completed")
    screen.key("F9")
    screen.wait(shown("callState", "You ended it"))
    screen.key("ctrl+r")
    screen.wait(shown("statusMenu", "Available$"))


def test_a_preview_is_placed_by_its_key_and_the_next_one_skipped_by_another(
    screen: Screen, server: IcServer
) -> None:
    placed = server.call(SURVEY, alerting=True, previewSeconds=60)
    screen.wait(shown("callState", "Preview"))
    screen.key("1")
    screen.wait(shown("stageState", "."))
    screen.key("F5")
    screen.wait(shown("callState", "On call"))
    screen.wait(gone("previewStrip"))
    (asked,) = server.asked(PLACE)
    assert not (asked["body"] or {}).get("callInitiatedByTimer")
    assert server.stages() == [], "no stage of a call that wasn't placed"
    finish(screen)

    skipped = server.call(SURVEY, alerting=True, previewSeconds=60)
    screen.wait(shown("callState", "Preview"))
    screen.key("F8")
    screen.wait(gone("previewStrip"))
    screen.key("ctrl+4")
    screen.wait(shown("outcomeFiled", "^Skipped$"))
    outcomes = [(filed["interactionId"], filed["label"]) for filed in server.filed()]
    assert outcomes == [(placed, "Completed"), (skipped, "Skipped - Agent Skip")]
    assert len(server.asked(PLACE)) == 1


def test_a_preview_that_runs_out_is_placed_once_and_told(screen: Screen, server: IcServer) -> None:
    server.call(SURVEY, alerting=True, previewSeconds=3)
    screen.wait(shown("callState", "On call"), timeout=15)
    (asked,) = server.asked(PLACE)
    assert asked["body"]["callInitiatedByTimer"] is True
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "countdown ran out"))


def test_the_countdown_is_heard_once_and_can_be_read_at_any_time(
    screen: Screen, server: IcServer
) -> None:
    server.call(SURVEY, alerting=True, previewSeconds=12)
    screen.wait(shown("previewCountdown", "^Time until the call is placed$"))
    screen.wait(described("previewCountdown", r"^1\d seconds$"))
    screen.wait(described("previewCountdown", r"^[5-8] seconds$"))
    spoken = [text for text in screen.announcements() if "is placed in" in text]
    assert spoken == ["The call is placed in 10 seconds."]


def test_a_preview_that_may_not_be_skipped_has_no_way_to_skip_it(
    screen: Screen, server: IcServer
) -> None:
    server.call(SURVEY, alerting=True, previewSeconds=60, allowSkip=False)
    screen.wait(shown("previewPlace"))
    screen.wait(gone("previewSkip"))
    screen.key("F8")
    screen.key("F5")
    screen.wait(shown("callState", "On call"))
    assert server.filed() == []
