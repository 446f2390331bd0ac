"""The question before leaving: what would be lost, and three ways to answer it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.outcomes import OutcomeView
from agent_desktop.desk.panels import OpenOutcome, OutcomePanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.leaving.question import LeaveQuestion, Unfinished, unfinished
from tests.ui.desk_states import CALL, desk
from tests.ui.finding import click, let_settle

ENDED = replace(CALL, state=CallState.ENDED_THERE)
LEFT = OpenOutcome("o1", "Winback", datetime(2026, 3, 2, 8, tzinfo=UTC), OutcomeView())


class Asked:
    def __init__(self, qtbot: QtBot, why: Unfinished, after_text: str = "") -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.take(LeaveQuestion(self.window, why, "Log off anyway", after_text=after_text))

    def take(self, question: LeaveQuestion) -> None:
        self.question = question
        said = self.said = list[str]()
        question.anyway.connect(lambda: said.append("anyway"))
        question.outcome_wanted.connect(lambda: said.append("outcome"))
        question.after_wanted.connect(lambda: said.append("after"))
        question.open()
        let_settle()

    def names(self) -> set[str]:
        return {b.objectName() for b in self.question.findChildren(QPushButton)}

    def gone(self) -> bool:
        return self.window.findChild(LeaveQuestion) is None


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (desk(call=None), Unfinished()),
        (desk(), Unfinished(call=True)),
        (desk(call=ENDED), Unfinished()),
        (desk(call=ENDED, outcome=OutcomePanel("i1", missing=True)), Unfinished(outcome=True)),
        (desk(call=None, open_outcomes=(LEFT, LEFT)), Unfinished(earlier=2)),
        (
            desk(call=None, open_outcomes=(replace(LEFT, view=OutcomeView(last=False)),)),
            Unfinished(),
        ),
    ],
)
def test_what_is_open_is_seen_and_what_can_no_longer_be_filed_is_not_asked_about(
    state: DeskState, why: Unfinished
) -> None:
    assert unfinished(state) == why
    assert bool(why) is (why != Unfinished())


def test_on_a_call_staying_is_the_answer_of_enter_and_escape(qtbot: QtBot) -> None:
    asked = Asked(qtbot, Unfinished(call=True))
    assert asked.question.text() == "You are on a call."
    assert "“Ambiguous”" in asked.question.informativeText()
    assert asked.names() == {"leaveAnyway", "leaveNot"}
    assert asked.question.defaultButton().objectName() == "leaveNot"
    assert asked.question.escapeButton().objectName() == "leaveNot"
    click(asked.question, "leaveNot")
    let_settle()
    assert asked.said == []
    assert asked.gone()


@pytest.mark.parametrize("call", [True, False])
def test_a_missing_outcome_is_the_answer_of_enter(qtbot: QtBot, call: bool) -> None:
    asked = Asked(qtbot, Unfinished(call=call, outcome=True))
    assert asked.question.defaultButton().objectName() == "leaveOutcome"
    assert asked.question.escapeButton().objectName() == "leaveNot"
    QTest.keyClick(asked.question, Qt.Key.Key_Return)
    let_settle()
    assert asked.said == ["outcome"]
    assert asked.gone()


def test_escape_stays(qtbot: QtBot) -> None:
    asked = Asked(qtbot, Unfinished(outcome=True))
    QTest.keyClick(asked.question, Qt.Key.Key_Escape)
    let_settle()
    assert asked.said == []
    assert asked.gone()


@pytest.mark.parametrize(
    "why", [Unfinished(call=True), Unfinished(outcome=True), Unfinished(earlier=3)]
)
def test_anyway_stays_possible_and_ambiguous_is_explained(qtbot: QtBot, why: Unfinished) -> None:
    asked = Asked(qtbot, why)
    assert "“Ambiguous”" in asked.question.informativeText()
    click(asked.question, "leaveAnyway")
    assert asked.said == ["anyway"]


def test_one_can_ask_to_go_once_all_is_done(qtbot: QtBot) -> None:
    asked = Asked(qtbot, Unfinished(call=True), after_text="Log off after this call")
    click(asked.question, "leaveAfter")
    assert asked.said == ["after"]


def test_earlier_calls_are_counted(qtbot: QtBot) -> None:
    asked = Asked(qtbot, Unfinished(earlier=3))
    assert asked.question.text().startswith("3 earlier call")
    assert "leaveOutcome" in asked.names()


def test_before_going_available_the_next_call_is_what_is_warned_of(qtbot: QtBot) -> None:
    asked = Asked(qtbot, Unfinished(outcome=True))
    asked.take(LeaveQuestion.before_available(asked.window))
    assert "next call" in asked.question.informativeText()
    assert asked.question.defaultButton().objectName() == "leaveOutcome"
    click(asked.question, "leaveAnyway")
    assert asked.said == ["anyway"]
