"""A break and a status that wait for the end of a call."""

import pytest

from tests.e2e.harness import Screen, Start, gone, lists, shown
from tests.e2e.ic_server import WINBACK, IcServer
from tests.e2e.shift import available_in, file_outcome

pytestmark = pytest.mark.e2e

NO_BREAK, PENDING = 0, 1


@pytest.fixture
def screen(start: Start, server: IcServer) -> Screen:
    return available_in(start, server).screen


def test_a_break_asked_for_in_a_call_begins_with_its_outcome_and_ends_by_a_press(
    screen: Screen, server: IcServer
) -> None:
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.choose("breakButton", "Break")
    screen.wait(shown("breakButton", "^Break after this call$"))
    assert server.session()["breakStatus"] == PENDING
    file_outcome(screen, "Renewed")
    screen.key("F9")
    screen.wait(shown("breakButton", "^End break$"))
    screen.wait(shown("breakElapsed", "^Time on this break$"))
    screen.wait(shown("statusMenu", "Break$"))
    screen.wait(gone("readyButton"))
    screen.key("ctrl+b")
    screen.wait(shown("breakButton", "^Break$"))
    screen.wait(shown("statusMenu", "Available$"))
    assert len(server.asked("dialer/request-break")) == len(server.asked("dialer/end-break")) == 1


def test_a_break_is_taken_back_before_it_has_begun(screen: Screen, server: IcServer) -> None:
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.choose("breakButton", "Keep my status")
    screen.wait(shown("breakButton", "^Break after this call$"))
    screen.choose("breakButton", "Don't take the break")
    screen.wait(shown("breakButton", "^Break$"))
    assert server.session()["breakStatus"] == NO_BREAK


def test_a_status_for_after_the_call_is_set_once_the_outcome_is_filed(
    screen: Screen, server: IcServer
) -> None:
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.choose("statusMenu", "→ At lunch")
    screen.wait(shown("nextStatus", "^→ At lunch after this call$"))
    screen.key("F9")
    screen.wait(shown("callState", "You ended it"))
    screen.wait(shown("statusMenu", "Available$"))
    file_outcome(screen, "Renewed")
    screen.wait(shown("statusMenu", "At lunch$"))
    screen.wait(gone("nextStatus"))
    assert server.session()["statusId"] == "At Lunch"


def test_a_supervisors_moves_are_told_with_the_name(screen: Screen, server: IcServer) -> None:
    moved = {"user": "ada", "initiatorName": "Sam Whitlock"}
    server.order("POST", f"campaigns/{WINBACK}/log-in", **moved)
    screen.wait(lists("campaignList", "Winback, joined"))
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "Sam Whitlock logged you in to Winback"))
    server.order("POST", f"campaigns/{WINBACK}/log-out", **moved)
    screen.wait(lists("notificationList", "Sam Whitlock logged you out of Winback"))
    screen.wait(lists("campaignList", "Winback, not joined"))
    screen.wait(lists("campaignList", "Spring renewal, joined"))
