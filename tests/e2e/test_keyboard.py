"""Without a mouse: presses in a hurry, the whole job by keys, the order of Tab, names to say."""

import pytest

from tests.e2e.harness import Screen, Start, focused, gone, reads, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import (
    PASSWORD,
    choose_outcome,
    confirmed,
    desktop_on,
    file_outcome,
    join,
    log_on,
    on_a_call,
    tab_to,
)

pytestmark = pytest.mark.e2e

MOST_STOPS = 60


def stops(screen: Screen) -> list[str]:
    """Press Tab until it is back where it began; return where it stopped, in order."""
    visited = [screen.focused().id]
    for _ in range(MOST_STOPS):
        now = screen.move("Tab").id
        if now == visited[0]:
            return visited
        visited.append(now)
    raise AssertionError(f"Tab never came back: {visited}")


def test_ten_presses_in_two_seconds_send_at_most_two_and_the_last_wins(
    start: Start, server: IcServer
) -> None:
    screen = on_a_call(start, server)[0].screen
    screen.key("1", "2", "3", "9", "1", "2", "9", "1", "2", "3")
    screen.wait(shown("stageState", confirmed("3 Close")))
    sent = server.stages()
    assert sent[-1] == 3
    assert len(sent) <= 2
    screen.wait(shown("stageCurrent", "^3 Close$"))


def test_the_whole_job_is_done_by_keys(start: Start, server: IcServer) -> None:
    program = desktop_on(start, server)
    screen = program.screen
    screen.wait(focused("loginPassword"))
    screen.key(*PASSWORD, "Return")
    screen.wait(gone("loginDialog"))
    screen.wait(shown("campaignDetail"))
    screen.key("ctrl+f")
    screen.wait(focused("campaignFilter"))
    screen.key(*"spring")
    screen.wait(shown("campaignCount", "1 / 7"))
    screen.key("Tab")
    screen.wait(focused("campaignList"))
    screen.key("Home", "ctrl+j")
    screen.wait(shown("campaignDetail", "· joined$"))
    screen.wait(shown("stageButton-2"))
    screen.key("ctrl+s")
    screen.key("Down", "Return")
    screen.wait(shown("statusMenu", "Available$"))
    server.call()
    screen.wait(shown("callState", "On call"))
    screen.key("2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("ctrl+f")
    screen.wait(focused("campaignFilter"))
    screen.key("1", "3")
    screen.wait(shown("campaignCount", "0 / 7"))
    assert server.stages() == [2], "digits typed in a field are text"
    screen.key("alt+o")
    screen.wait(shown("leaveQuestion"))
    screen.wait(focused("leaveOutcome"))
    screen.key("Escape")
    screen.wait(gone("leaveQuestion"))
    screen.wait(focused("campaignFilter"))
    screen.key("alt+F4")
    screen.wait(focused("leaveOutcome"))
    tab_to(screen, "leaveAnyway")
    screen.key("space")
    assert program.wait() == 0


def test_tab_walks_the_log_on_from_top_to_bottom(start: Start, server: IcServer) -> None:
    screen = desktop_on(start, server).screen
    screen.focus("loginServer")
    assert stops(screen) == [
        "loginServer",
        "loginUser",
        "loginPassword",
        "loginStationKind",
        "loginStation",
        "loginRemember",
        "loginMore",
        "loginCancel",
        "loginSubmit",
        "helpMenu",
    ]


def test_tab_walks_the_window_from_top_to_bottom(start: Start, server: IcServer) -> None:
    screen = on_a_call(start, server)[0].screen
    screen.focus("statusMenu")
    assert stops(screen) == [
        "statusMenu",
        "breakButton",
        "historyButton",
        "notificationBell",
        "helpMenu",
        "logOff",
        "campaignFilter",
        "campaignList",
        "campaignAgentKind",
        "campaignJoin",
        "callHold",
        "callMute",
        "callHangUp",
        "stageButton-0",
        "stageButton-1",
        "stageButton-2",
        "stageButton-3",
        "stageButton-9",
        "workTabs",
        "scriptPages",
        "scriptBack",
        "scriptNext",
        "scriptText",
        "scriptField-Name",
        "scriptField-Town",
        "scriptField-Mobile",
        "scriptField-Remark",
    ]


def test_everything_that_can_be_used_has_a_name(start: Start, server: IcServer) -> None:
    screen = desktop_on(start, server).screen
    screen.press("loginMore")
    screen.wait(shown("loginCaFile"))
    assert screen.unnamed_interactive() == []
    log_on(screen)
    join(screen)
    screen.type_text("campaignFilter", "s")
    screen.wait(shown("campaignFilterClear"))
    assert screen.unnamed_interactive() == []
    screen.choose("statusMenu", "In a meeting")  # by the names of the entries on the way
    screen.wait(shown("statusMenu", "In a meeting$"))
    server.order("POST", "link", state="down", reason="The dialer is being restarted.")
    screen.wait(shown("notificationBanner", "being restarted"))
    assert screen.unnamed_interactive() == []
    server.order("POST", "sessions/end", user="ada", reason="Your supervisor ended the session.")
    screen.wait(shown("reloginPanel"))
    screen.wait(shown("reloginReason", "Your supervisor ended the session"))
    assert screen.unnamed_interactive() == []


def test_each_tab_of_a_call_has_names_for_all_that_can_be_used(
    start: Start, server: IcServer
) -> None:
    screen = on_a_call(start, server)[0].screen
    tabs = {
        "ctrl+1": "scriptPages",
        "ctrl+2": "contactTable",
        "ctrl+3": "noteText",
        "ctrl+4": "outcomeFilter",
        "ctrl+5": "notificationPanel",
    }
    for key, part in tabs.items():
        screen.key(key)
        screen.wait(shown(part))
        assert screen.unnamed_interactive() == [], part
    screen.key("ctrl+1", "ctrl+Next")
    screen.wait(shown("scriptField-Contract"))
    assert screen.unnamed_interactive() == []
    choose_outcome(screen, "Call back later")
    screen.wait(shown("callbackForm"))
    screen.type_text("outcomeFilter", "later")
    screen.wait(shown("outcomeFilterClear"))
    assert screen.unnamed_interactive() == []
    screen.key("Escape")
    screen.wait(reads("outcomeFilter", ""))
    file_outcome(screen, "Renewed")
    assert screen.unnamed_interactive() == []
    screen.key("ctrl+h")
    screen.wait(shown("historyTable"))
    screen.type_text("historySearch", "spring")
    screen.wait(shown("historySearchClear"))
    assert screen.unnamed_interactive() == []
