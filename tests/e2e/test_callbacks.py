"""Callbacks: the day, the time, the clock and whose it is arrive as they were said."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.e2e.harness import (
    Screen,
    Start,
    checked,
    described,
    gone,
    shown,
    unchecked,
)
from tests.e2e.ic_server import SPRING_RENEWAL, IcServer
from tests.e2e.shift import available_in, choose_outcome

pytestmark = pytest.mark.e2e

CALLBACK = "Call back later"
BY_UTC, BY_CONTACT = 0, 1


@pytest.fixture
def screen(start: Start, server: IcServer) -> Screen:
    return available_in(start, server).screen


def call_back(screen: Screen, server: IcServer, **terms: object) -> None:
    """Get a call and choose that it be called back."""
    server.call(SPRING_RENEWAL, **terms)
    screen.wait(shown("callState", "On call"))
    choose_outcome(screen, CALLBACK)
    screen.wait(shown("callbackForm"))


def clock_reading(day: date, hour: int, minute: int) -> int:
    """Return what `scheduledTime` is for a clock that shows this: as if it were UTC."""
    return int(datetime.combine(day, time(hour, minute), UTC).timestamp())


def tomorrow() -> date:
    return datetime.now().astimezone().date() + timedelta(days=1)


def test_a_callback_of_ones_own_by_the_contacts_clock_arrives_exactly(
    screen: Screen, server: IcServer
) -> None:
    call_back(screen, server)
    screen.press("callbackMine")
    screen.wait(checked("callbackMine"))
    screen.press("callbackTomorrow")
    screen.wait(shown("outcomeState", "by you on .*09:00, by the contact's clock"))
    screen.focus("callbackTime")
    screen.key("1", "4", "3", "5")
    day = tomorrow()
    screen.wait(shown("outcomeState", "by you on .*14:35, by the contact's clock"))
    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", CALLBACK))
    (filed,) = server.filed()
    assert filed["scheduledTime"] == clock_reading(day, 14, 35)
    assert (filed["scheduledAgent"], filed["relativeTo"]) == ("ada", BY_CONTACT)


def test_a_callback_for_anybody_by_utc_names_no_agent(screen: Screen, server: IcServer) -> None:
    call_back(screen, server)
    screen.wait(shown("callbackFault", "Choose a day"))
    screen.press("callbackTomorrow")
    screen.wait(gone("callbackFault"))
    screen.choose("callbackClock", "By UTC")
    screen.wait(shown("callbackOwnClock", "^By your own clock: .*09:00"))
    day = tomorrow()
    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", CALLBACK))
    (filed,) = server.filed()
    assert filed["scheduledTime"] == clock_reading(day, 9, 0)
    assert (filed["scheduledAgent"], filed["relativeTo"]) == (None, BY_UTC)


def test_where_no_agent_keeps_callbacks_mine_is_off_and_says_why(
    screen: Screen, server: IcServer
) -> None:
    call_back(screen, server, allowAgentCallbacks=False)
    screen.wait(described("callbackMine", "keeps no callbacks for one agent"))
    screen.press("callbackMine")
    screen.press("callbackTomorrow")
    screen.wait(shown("outcomeState", "by anybody"))
    screen.wait(unchecked("callbackMine"))


def test_a_callback_at_no_time_for_nobody_is_not_sent(screen: Screen, server: IcServer) -> None:
    call_back(screen, server)
    screen.press("outcomeFile")
    screen.key("ctrl+Return")
    screen.wait(shown("callbackFault", "Choose a day"))
    screen.press("callbackMine")
    screen.wait(gone("callbackFault"))
    assert server.filed() == []
    screen.press("outcomeFile")
    screen.wait(shown("outcomeFiled", CALLBACK))
    (filed,) = server.filed()
    assert (filed["scheduledTime"], filed["scheduledAgent"]) == (None, "ada")
