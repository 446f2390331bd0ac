"""The open outcomes: one row a call, nothing lost silently."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.outcomes import OutcomeAsk, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import OpenOutcome
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.outcome.open_list import OpenOutcomes
from tests.desk.moments import at
from tests.ui.finding import click, find, let_settle
from tests.ui.outcome.parts import SOLD, settled


def left(key: str, view: OutcomeView | None = None, **fields: object) -> OpenOutcome:
    plain = OpenOutcome(
        key,
        "Winback",
        datetime(2026, 3, 2, 8, tzinfo=UTC),
        view or settled(Verdict.NOT_CONFIRMED),
        who="Jan Kowalski",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of OpenOutcome


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.card = OpenOutcomes()
        self.card.resize(800, 300)
        qtbot.addWidget(self.card)
        self.told: list[tuple[str, str]] = []
        self.card.file_pressed.connect(lambda key: self.told.append(("send", key)))
        self.card.put_away_pressed.connect(lambda key: self.told.append(("away", key)))

    def render(self, *open_outcomes: OpenOutcome, lacking: str = "") -> None:
        self.card.render_open(open_outcomes, lacking)
        let_settle()

    def rows(self) -> list[str]:
        found = [w for w in self.card.findChildren(QLabel) if w.isVisible()]
        states = [w for w in found if w.objectName().startswith("openOutcomeState-")]
        states.sort(key=lambda w: w.mapTo(self.card, w.rect().topLeft()).y())
        return [w.objectName().partition("-")[2] for w in states]

    def button(self, name: str) -> QPushButton:
        return find(self.card, QPushButton, name)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_without_open_outcomes_it_takes_no_room(shown: Shown) -> None:
    shown.render()
    assert shown.card.isHidden()
    shown.render(left("o1"))
    assert shown.card.isVisible()
    shown.render()
    assert shown.card.isHidden()


def test_it_explains_what_dialer_does_with_what_it_isnt_told(shown: Shown) -> None:
    shown.render(left("o1"))
    words = [label.text() for label in shown.card.findChildren(QLabel) if label.isVisible()]
    assert any("“Ambiguous”" in text for text in words)


def test_a_row_names_campaign_who_note_and_the_run_it_is_from(shown: Shown) -> None:
    shown.render(left("o1", note=True, earlier_run=True))
    which = shown.button("openOutcomePutAway-o1").accessibleName()
    for part in ("Winback", "Jan Kowalski", "with a note", "before the program was closed"):
        assert part in which


def test_rows_keep_the_order_of_the_state_as_they_come_and_go(shown: Shown) -> None:
    shown.render(left("o1"), left("o2"))
    assert shown.rows() == ["o1", "o2"]
    shown.render(left("o3"), left("o2"))
    assert shown.rows() == ["o3", "o2"]


@pytest.mark.parametrize(
    ("view", "can"),
    [
        (settled(Verdict.NOT_SENT), True),
        (OutcomeView(SOLD), True),
        (OutcomeView(), False),
        (settled(Verdict.NOT_SENT, last=False), False),
    ],
)
def test_only_a_chosen_outcome_of_the_last_call_can_be_sent(
    shown: Shown, view: OutcomeView, can: bool
) -> None:
    shown.render(left("o1", view))
    assert shown.button("openOutcomeSend-o1").isVisible() is can
    assert shown.button("openOutcomePutAway-o1").isVisible()


def test_its_buttons_name_their_call(shown: Shown) -> None:
    shown.render(left("o1"), left("o2"))
    click(shown.card, "openOutcomeSend-o2")
    click(shown.card, "openOutcomePutAway-o1")
    assert shown.told == [("send", "o2"), ("away", "o1")]


def test_one_on_its_way_takes_no_press(shown: Shown) -> None:
    shown.render(left("o1", OutcomeView(SOLD, sending=OutcomeAsk("o1", SOLD, at(3)))))
    click(shown.card, "openOutcomeSend-o1")
    click(shown.card, "openOutcomePutAway-o1")
    assert shown.told == []


def test_a_server_that_files_none_is_told_as_the_reason(shown: Shown) -> None:
    shown.render(left("o1"), lacking="Needs dialer version 2; this server has 1")
    send = shown.button("openOutcomeSend-o1")
    assert "version 2" in send.accessibleDescription()
    click(shown.card, "openOutcomeSend-o1")
    assert shown.told == []


def test_folded_it_still_says_how_many(shown: Shown) -> None:
    shown.render(left("o1"), left("o2"))
    click(shown.card, "openOutcomesFold")
    let_settle()
    assert shown.rows() == []
    assert find(shown.card, QLabel, "openOutcomesTitle").isVisible()
    assert "2" in shown.card.accessibleName()
    click(shown.card, "openOutcomesFold")
    let_settle()
    assert shown.rows() == ["o1", "o2"]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (OutcomeFault.CALLS_COMING, "the next call would get this outcome"),
        (OutcomeFault.NOT_HEARD, "another call may have come"),
        (OutcomeFault.NOT_IN_DIALER, "not logged in to Dialer"),
    ],
)
def test_while_another_call_may_get_it_sending_waits_and_says_why(
    shown: Shown, fault: OutcomeFault, why: str
) -> None:
    held = left("o1", OutcomeView(SOLD), earlier_run=True, fault=fault)
    shown.render(held)
    send = shown.button("openOutcomeSend-o1")
    assert why in send.accessibleDescription()
    click(shown.card, "openOutcomeSend-o1")
    assert shown.told == []
    shown.render(replace(held, fault=None))
    click(shown.card, "openOutcomeSend-o1")
    assert shown.told == [("send", "o1")]
