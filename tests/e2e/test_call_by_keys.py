"""A call from its pop to available again, with no hand on the mouse."""

import pytest

from tests.e2e.harness import Start, checked, focused, gone, reads, shown
from tests.e2e.ic_server import SPRING_RENEWAL, IcServer
from tests.e2e.shift import available_in, confirmed, tab_to

pytestmark = pytest.mark.e2e

TOWN, NOTE = "Elmford Heights", "wants it in writing"


def letters(text: str) -> list[str]:
    """Return the keys that type a text."""
    return ["space" if letter == " " else letter for letter in text]


def test_a_call_is_answered_scripted_noted_filed_and_left_by_keys(
    start: Start, server: IcServer
) -> None:
    screen = available_in(start, server).screen
    call = server.call(alerting=True)
    screen.wait(shown("callState", "Ringing"))
    screen.key("F5")
    screen.wait(shown("callState", "On call"))
    screen.key("F6")
    screen.wait(shown("callState", "On hold"))
    screen.key("F6")
    screen.wait(shown("callState", "On call"))
    screen.key("F7")
    screen.wait(shown("callMuted"))
    screen.key("F7")
    screen.wait(gone("callMuted"))

    screen.key("ctrl+1")
    screen.wait(focused("scriptPages"))
    tab_to(screen, "scriptField-Town")
    screen.key("ctrl+a")
    screen.key(*letters(TOWN))
    screen.wait(reads("scriptField-Town", TOWN))
    screen.key("ctrl+Next")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    (told,) = server.asked("dialer/update-call-data")
    assert list(told["body"]["callAttributes"]) == ["Town"]
    assert server.stages() == [2]

    screen.key("ctrl+3")
    screen.wait(focused("noteText"))
    screen.key(*letters(NOTE))
    screen.wait(reads("noteText", NOTE))
    screen.wait(shown("noteState", "^Saved$"))

    screen.key("ctrl+4")
    screen.wait(focused("outcomeFilter"))
    screen.key("ctrl+shift+2")
    screen.wait(checked("outcome-Renewed with upgrade"))
    assert server.filed() == [], "choosing files nothing"
    screen.key("ctrl+Return")
    screen.wait(shown("outcomeFiled", "^Renewed with upgrade$"))
    screen.wait(shown("outcomeState", "confirmed"))
    screen.wait(shown("callNext", "The line is still open"))
    screen.key("F9")
    screen.wait(shown("callState", "You ended it"))
    screen.key("ctrl+r")
    screen.wait(shown("statusMenu", "Available$"))

    (filed,) = server.filed()
    assert (filed["interactionId"], filed["campaignId"]) == (call, SPRING_RENEWAL)
    assert (filed["label"], filed["byAgent"]) == ("Renewed with upgrade", True)
    assert filed["callAttributes"] == {"Town": TOWN}
    assert "writing" not in str(server.requests()), "a note stays on this computer"


def test_an_outcome_is_found_by_typing_and_walked_to_with_arrows(
    start: Start, server: IcServer
) -> None:
    screen = available_in(start, server).screen
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.key("ctrl+o")
    screen.wait(gone("outcomeFilter"))
    screen.key("ctrl+4")
    screen.wait(focused("outcomeFilter"))
    screen.key(*"wrong", "Return")
    screen.wait(checked("outcome-Wrong number"))
    screen.wait(focused("outcome-Wrong number"))
    screen.key("Left", "Return")
    screen.wait(checked("outcome-Answering machine"))
    screen.key("ctrl+Return")
    screen.wait(shown("outcomeFiled", "^Answering machine$"))
    assert [outcome["label"] for outcome in server.filed()] == ["Answering machine"]
