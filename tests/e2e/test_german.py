"""The window in German: a call and its outcome, with no English left on the way."""

import re

import pytest

from tests.e2e.harness import Screen, Start, checked, gone, lists, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import PASSWORD

pytestmark = pytest.mark.e2e

GERMAN = {"LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
ENGLISH = re.compile(
    r"\b(the|your|you|of|and|call|calls|campaign|campaigns|stage|stages|outcome|note|notes|"
    r"history|available|log|filter|search|script|contact|contact's|time|page|key|hold|mute|"
    r"hang|choose|confirmed|sending|yet|leave|join|day|tomorrow|next|back)\b",
    re.IGNORECASE,
)
FROM_THE_SERVER = re.compile(
    r"stageButton|stageCurrent|outcome-|outcomeFiled|scriptPages|scriptField|scriptText|"
    r"campaignList|campaignName|campaignDetail|callDetail|callWho|contactTable|statusMenu|"
    r"serverName|connectionState|encryptionState|agentName|outcomeCategory|scriptLabel"
)
"""What a site names itself: campaigns, stages, outcomes, statuses, columns."""

SAID_BY_THE_SITE = re.compile("„[^“]*“|Call back later")


def english(screen: Screen) -> list[str]:
    """Return the lines of the tree whose names have an English word in them."""
    nodes = re.findall(r"#(\S*(?: [^']*)?) ['\"](.*)['\"]", screen.tree())
    return [
        f"{id_}: {name}"
        for id_, name in nodes
        if not FROM_THE_SERVER.search(id_) and ENGLISH.search(SAID_BY_THE_SITE.sub("", name))
    ]


def test_a_call_and_its_outcome_are_in_german(start: Start, server: IcServer) -> None:
    where = ("--server", server.url, "--user", "ada", "--station", "7001")
    screen = start("-m", "agent_desktop", *where, env=GERMAN).screen
    screen.press("loginMore")
    screen.wait(shown("loginSubmit", "^Anmelden$"))
    assert english(screen) == []
    screen.type_text("loginPassword", PASSWORD)
    screen.press("loginSubmit")
    screen.wait(lists("campaignList", "Spring renewal"))
    screen.select("campaignList", "Spring renewal")
    screen.press("campaignJoin")
    screen.wait(shown("stageButton-9"))
    screen.choose("statusMenu", "Available")
    server.call()
    screen.wait(shown("callState", "Im Gespräch"))
    screen.key("2")
    screen.wait(shown("stageState", r"bestätigt um \d\d:\d\d:\d\d"))
    for tab in "12345":
        screen.key(f"ctrl+{tab}")
        assert english(screen) == []
    screen.key("ctrl+4")
    screen.press("outcome-Call back later")
    screen.wait(checked("outcome-Call back later"))
    screen.press("callbackTomorrow")
    screen.wait(shown("outcomeState", "Call back later"))
    assert english(screen) == []
    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", "^Call back later$"))
    screen.press("logOff")
    screen.wait(shown("leaveQuestion"))
    assert english(screen) == []
    screen.press("leaveNot")
    screen.wait(gone("leaveQuestion"))
    screen.key("F9")
    screen.wait(gone("callHangUp"))
    screen.key("ctrl+h")
    screen.wait(shown("historyTable"))
    assert english(screen) == []
