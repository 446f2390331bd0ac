"""Calls without an outcome: asked about before they are left, and kept in sight."""

import pytest

from tests.e2e.harness import Screen, Start, focused, gone, lists, shown
from tests.e2e.ic_server import DISPOSITION, IcServer
from tests.e2e.shift import available_in, choose_outcome, file_outcome

pytestmark = pytest.mark.e2e

STATUS = "status/user-statuses/ada"


@pytest.fixture
def screen(start: Start, server: IcServer) -> Screen:
    return available_in(start, server).screen


def ended_call(screen: Screen, server: IcServer) -> str:
    """Get a call that the other side ends; its outcome is missing."""
    call = server.call()
    screen.wait(shown("callState", "On call"))
    server.end_call(call)
    screen.wait(shown("callState", "They ended it"))
    screen.wait(shown("callNext", "^Outcome missing$"))
    return call


def test_going_available_without_the_outcome_is_asked_about_and_leads_to_it(
    screen: Screen, server: IcServer
) -> None:
    ended_call(screen, server)
    asked = len(server.asked(STATUS))
    screen.choose("statusMenu", "Available, Follow-Me")
    screen.wait(shown("leaveQuestion"))
    assert screen.unnamed_interactive() == []
    screen.press("leaveOutcome")
    screen.wait(gone("leaveQuestion"))
    screen.wait(focused("outcomeFilter"))
    assert len(server.asked(STATUS)) == asked, "nothing is changed before the answer"

    screen.choose("statusMenu", "Available, Follow-Me")
    screen.press("leaveAnyway")
    screen.wait(shown("statusMenu", "Available, Follow-Me$"))
    assert server.filed() == []


def test_a_call_before_the_last_ones_outcome_leaves_it_in_sight_until_it_is_put_away(
    screen: Screen, server: IcServer
) -> None:
    first = ended_call(screen, server)
    choose_outcome(screen, "Too expensive")
    second = server.call()
    screen.wait(shown("callState", "On call"))
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "before the last one of Spring renewal had its outcome"))
    screen.key("ctrl+4")
    screen.wait(shown("openOutcomesTitle", "^1 earlier call without a confirmed outcome$"))
    screen.press("openOutcomesFold")
    screen.wait(shown(f"openOutcomeState-{first}", "“Too expensive”: chosen, never.*last call"))
    screen.wait(gone(f"openOutcomeSend-{first}"))
    screen.wait(shown(f"openOutcomePutAway-{first}", "^Put away: Spring renewal"))
    assert screen.unnamed_interactive() == []

    file_outcome(screen, "Renewed")
    screen.press(f"openOutcomePutAway-{first}")
    screen.wait(gone("openOutcomes"))
    assert len(server.asked(DISPOSITION)) == 1
    filed = {outcome["interactionId"]: outcome["label"] for outcome in server.filed()}
    assert filed == {first: "Ambiguous", second: "Renewed"}


def test_a_refused_outcome_stays_until_it_is_sent_again(screen: Screen, server: IcServer) -> None:
    call = ended_call(screen, server)
    words = "The call list is locked."
    server.fault(DISPOSITION, "status", count=1, status=400, message=words)
    choose_outcome(screen, "Not interested")
    screen.press("outcomeFile")
    refused = screen.wait(shown("outcomeState", f"refused at .*{words}"))
    assert refused is not None
    assert refused.name in screen.announcements()
    screen.wait(shown("outcomeFile", "^Send again$"))
    screen.press("outcomeFile")
    screen.wait(shown("outcomeState", "confirmed"))
    assert [(f["interactionId"], f["label"]) for f in server.filed()] == [(call, "Not interested")]
