"""Where a break stands, and what can be asked in it."""

import pytest

from agent_desktop.desk.breaks import BreakState, BreakView
from tests.desk.moments import at


@pytest.mark.parametrize(
    ("state", "may_ask", "may_end"),
    [
        (BreakState.NONE, True, False),
        (BreakState.ASKING, False, False),
        (BreakState.PENDING, False, True),
        (BreakState.ON_BREAK, False, True),
        (BreakState.ENDING, False, False),
    ],
)
def test_what_can_be_asked(state: BreakState, may_ask: bool, may_end: bool) -> None:
    view = BreakView(state)
    assert (view.may_ask, view.may_end) == (may_ask, may_end)


def test_its_clock_starts_with_each_state_and_not_anew_within_one() -> None:
    view = BreakView(status_id="Break").moved(BreakState.PENDING, at(1))
    assert view.moved(BreakState.PENDING, at(5)).since == at(1)
    assert view.moved(BreakState.ON_BREAK, at(9)).since == at(9)
    assert view.moved(BreakState.NONE, at(9)) == BreakView()
