"""The main job, done and heard as with a screen reader."""

import pytest

from tests.e2e.harness import Program, Start, disabled, enabled, focused, gone, lists, reads, shown
from tests.e2e.ic_server import SPRING_RENEWAL, UPDATE_STAGE, IcServer
from tests.e2e.shift import (
    CAMPAIGN,
    PASSWORD,
    confirmed,
    desktop_on,
    file_outcome,
    join,
    log_on,
    on_a_call,
)

pytestmark = pytest.mark.e2e


@pytest.fixture
def call(start: Start, server: IcServer) -> tuple[Program, str]:
    return on_a_call(start, server)


def test_an_agent_logs_on_takes_a_call_moves_it_and_leaves(start: Start, server: IcServer) -> None:
    program = desktop_on(start, server)
    screen = program.screen
    log_on(screen)
    assert len(screen.items("campaignList")) == 7
    screen.wait(shown("connectionState", f"^Connected, .*:{server.port}, not encrypted$"))
    join(screen)
    screen.choose("statusMenu", "Available")
    screen.wait(shown("statusMenu", "^Status: Available$"))
    call = server.call()
    screen.wait(shown("callState", "On call"))

    server.fault(UPDATE_STAGE, "delay", count=1, seconds=1.0)
    screen.press("stageButton-1")
    screen.wait(shown("stageState", "^Stage 1 Identify: sending"))
    screen.wait(shown("stageState", confirmed("1 Identify")))
    screen.key("2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.wait(shown("stageCurrent", "^2 Offer$"))
    assert server.stages() == [1, 2]
    (entry, _) = (e for e in server.requests() if e["path"].endswith(UPDATE_STAGE))
    assert entry["body"] == {"newStageId": 1, "campaignId": SPRING_RENEWAL}

    server.end_call(call)
    screen.wait(shown("callState", "They ended it"))
    file_outcome(screen, "Renewed")
    screen.press("logOff")
    screen.wait(gone("mainWindow"))
    screen.wait(shown("loginDialog"))
    assert server.order("GET", "state")["sessions"] == []
    assert screen.text("loginPassword") == ""
    screen.press("loginCancel")
    assert program.wait() == 0


def test_results_are_spoken_and_a_refusal_is_told_in_the_servers_words(
    call: tuple[Program, str], server: IcServer
) -> None:
    screen = call[0].screen
    server.order("PATCH", f"campaigns/{SPRING_RENEWAL}", stages=[1, 2, 3])
    spoken_before = len(screen.announcements())
    server.fault(UPDATE_STAGE, "delay", count=1, seconds=0.5)
    screen.press("stageButton-1")
    result = screen.wait(shown("stageState", confirmed("1 Identify")))
    assert result is not None
    assert screen.announcements()[spoken_before:] == [result.name], "the result, and it alone"
    screen.press("stageButton-9")
    refusal = screen.wait(shown("stageState", "^Stage 9 Wrap-up: refused"))
    assert refusal is not None
    words = refusal.name.partition("refused. ")[2]
    assert "9" in words
    screen.key("ctrl+5")
    screen.press("notificationBell")
    screen.wait(lists("notificationList", "9 Wrap-up was refused"))
    screen.wait(shown("stageCurrent", "^1 Identify$"))
    screen.wait(gone("stageSendAgain"))
    assert refusal.name in screen.announcements()


def test_a_lost_answer_is_not_confirmed_until_sent_again(
    call: tuple[Program, str], server: IcServer
) -> None:
    screen = call[0].screen
    screen.wait(gone("stageSendAgain"))
    server.fault(UPDATE_STAGE, "reset_after", count=1)
    screen.press("stageButton-3")
    screen.wait(shown("stageState", "^Stage 3 Close: not confirmed"))
    assert server.stages() == [3], "nothing is sent again by itself"
    screen.press("stageSendAgain")
    screen.wait(shown("stageState", confirmed("3 Close")))
    screen.wait(gone("stageSendAgain"))
    assert server.stages() == [3, 3]


def test_a_missing_licence_is_told_once_and_names_agent_and_station(
    call: tuple[Program, str], server: IcServer
) -> None:
    screen = call[0].screen
    server.licences(given=False)
    for number, stage in (("1", "1 Identify"), ("2", "2 Offer"), ("3", "3 Close")):
        screen.press(f"stageButton-{number}")
        screen.wait(shown("stageState", f"^Stage {stage}: refused, no Dialer Add-on licence"))
    banner = screen.wait(shown("notificationBanner", "Dialer Add-on licence"))
    assert banner is not None
    assert "(ada)" in banner.name
    assert "(7001)" in banner.name
    assert "Ask your supervisor" in banner.name
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "licence"))
    screen.press("notificationBell")
    screen.wait(shown("notificationList"))
    assert len([row for row in screen.items("notificationList") if "licence" in row]) == 1
    assert screen.announcements().count(banner.name) == 1

    server.licences(given=True)
    screen.press("stageButton-3")
    screen.wait(shown("stageState", confirmed("3 Close")))
    screen.wait(gone("notificationBanner"))


def test_after_an_expired_session_the_desk_is_as_it_was_and_the_stage_is_offered(
    call: tuple[Program, str], server: IcServer
) -> None:
    screen = call[0].screen
    screen.press("stageButton-1")
    screen.wait(shown("stageState", confirmed("1 Identify")))
    screen.type_text("campaignFilter", "spring")
    screen.wait(shown("campaignCount", "1 / 7"))
    server.fault(UPDATE_STAGE, "expire_session", count=1)
    screen.press("stageButton-2")
    screen.wait(shown("reloginPanel"))
    screen.wait(disabled("stageButton-2"))
    assert screen.unnamed_interactive() == []

    screen.type_text("reloginPassword", "wrong")
    screen.press("reloginSubmit")
    screen.wait(shown("reloginError", "User or password is wrong"))
    screen.type_text("reloginPassword", PASSWORD)
    screen.press("reloginSubmit")
    screen.wait(gone("reloginPanel"))
    screen.wait(shown("stageOffer", "^Send stage 2 Offer$"))
    screen.wait(reads("campaignFilter", "spring"))
    screen.wait(shown("campaignName", CAMPAIGN))
    screen.wait(shown("stageCurrent", "^1 Identify$"))
    screen.wait(shown("callState", "On call"))
    screen.wait(shown("connectionState", "^Connected"))
    screen.wait(shown("campaignDetail", "· joined$"))
    screen.wait(gone("notificationBanner"))
    assert server.stages() == [1, 2], "the one that met the expired session, and no other"

    screen.wait(enabled("stageOffer"))
    screen.press("stageOffer")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.wait(gone("stageOffer"))
    assert server.stages() == [1, 2, 2]


def test_after_the_end_of_the_call_a_digit_sends_nothing(
    call: tuple[Program, str], server: IcServer
) -> None:
    program, interaction_id = call
    screen = program.screen
    screen.key("1")
    screen.wait(shown("stageState", confirmed("1 Identify")))
    server.end_call(interaction_id)
    screen.wait(shown("callState", "They ended it"))
    screen.key("2", "3")
    screen.press("stageButton-9")
    screen.wait(shown("stageState", "The call has ended"))
    screen.press("campaignJoin")  # leaves: what was pressed before has been dealt with by then
    screen.wait(shown("campaignDetail", "leaving|not joined"))
    assert server.stages() == [1]


def test_leaving_in_a_call_asks_first(call: tuple[Program, str], server: IcServer) -> None:
    program = call[0]
    screen = program.screen
    screen.press("logOff")
    screen.wait(focused("leaveOutcome"))  # no hand is quicker than the window manager
    assert screen.unnamed_interactive() == []
    screen.press("leaveNot")
    screen.wait(gone("leaveQuestion"))
    screen.wait(shown("callState", "On call"))
    screen.wait(focused("campaignList"))
    screen.key("2")  # the window has the keyboard again
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("alt+F4")
    screen.press("leaveAnyway")
    assert program.wait() == 0
    assert server.order("GET", "state")["sessions"] == []
