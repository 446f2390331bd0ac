"""The outcome panel: chosen freely, filed by one press, and true about what the server has."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agent_desktop.desk.abilities import Abilities, Ability, Lack
from agent_desktop.desk.calls import CallState
from agent_desktop.desk.outcomes import Callback, Outcome, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import OpenOutcome, OutcomePanel
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import CallTerms
from agent_desktop.ui.outcome.button import OutcomeButton
from agent_desktop.ui.outcome.panel import OutcomePanelView
from agent_desktop.ui.outcome.words import fault_text
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.desk_states import CALL, desk
from tests.ui.finding import click, find, let_settle
from tests.ui.outcome.parts import (
    AGREED,
    HUNG_UP,
    NO_INTEREST,
    PROMISED,
    SALE,
    SOLD,
    TERMS,
    filed,
    panel,
    sending,
    settled,
)

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = OpenOutcome(
    "o1", "Winback", datetime(2026, 3, 2, 8, tzinfo=UTC), settled(Verdict.NOT_CONFIRMED)
)


class Shown:
    def __init__(self, qtbot: QtBot, *, additional_calls: bool = False) -> None:
        self.window = QWidget()
        self.view = OutcomePanelView(additional_calls=additional_calls)
        self.line = QLineEdit()
        box = QVBoxLayout(self.window)
        box.addWidget(self.line)
        box.addWidget(self.view)
        self.window.resize(860, 460)
        qtbot.addWidget(self.window)
        self.chosen: list[tuple[str, Outcome | None]] = []
        self.presses: list[tuple[str, str]] = []
        self.view.outcome_chosen.connect(lambda key, outcome: self.chosen.append((key, outcome)))
        self.view.file_pressed.connect(lambda key: self.presses.append(("file", key)))
        self.view.finish_pressed.connect(lambda key: self.presses.append(("finish", key)))
        self.view.put_away_pressed.connect(lambda key: self.presses.append(("away", key)))
        self.view.hang_up_pressed.connect(lambda: self.presses.append(("hang up", "")))
        self.view.ready_pressed.connect(lambda: self.presses.append(("ready", "")))
        with qtbot.waitActive(self.window):
            self.window.show()

    def render(self, shown: OutcomePanel, **fields: object) -> None:
        self.view.render_outcome(desk(outcome=shown, **fields))
        let_settle()

    def button(self, name: str) -> ActionButton:
        return find(self.view, ActionButton, name)

    def visible(self, name: str) -> bool:
        return find(self.view, QWidget, name).isVisible()

    def sentence(self) -> str:
        label = find(self.view, QLabel, "outcomeState")
        assert label.accessibleName() == label.text()
        return label.text() if label.isVisible() else ""

    def emptiness(self) -> str:
        empty = self.view.findChild(EmptyState)
        assert empty is not None
        return empty.accessibleName() if empty.isVisible() else ""

    def focused(self) -> str:
        return self.window.focusWidget().objectName()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is told, and whether at once."""
    said: list[tuple[str, bool]] = []

    def take(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            at_once = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
            said.append((event.message(), at_once))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return said


def test_choosing_tells_the_draft_and_files_nothing(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Sale")
    assert shown.chosen == [("i1", SOLD)]
    assert shown.presses == []
    assert find(shown.view, OutcomeButton, "outcome-Sale").isChecked()


def test_choosing_the_same_again_tells_nothing_new(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Sale")
    click(shown.view, "outcome-Sale")
    assert len(shown.chosen) == 1


def test_one_press_files_what_is_chosen(shown: Shown) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    click(shown.view, "outcomeFile")
    assert shown.presses == [("file", "i1")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_files_from_anywhere_in_the_window(shown: Shown, key: Qt.Key) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.line.setFocus()
    QTest.keyClick(shown.line, key, CTRL)
    assert shown.presses == [("file", "i1")]


def test_ctrl_o_goes_to_the_filter(shown: Shown) -> None:
    shown.render(panel())
    shown.line.setFocus()
    QTest.keyClick(shown.line, Qt.Key.Key_O, CTRL)
    assert shown.focused() == "outcomeFilter"


@pytest.mark.parametrize("fault", OutcomeFault)
def test_what_cannot_be_filed_says_why_keeps_the_focus_and_sends_nothing(
    shown: Shown, fault: OutcomeFault
) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.button("outcomeFile").setFocus()
    shown.render(panel(OutcomeView(SOLD), fault=fault))
    assert shown.focused() == "outcomeFile"
    assert shown.button("outcomeFile").reason
    click(shown.view, "outcomeFile")
    QTest.keyClick(shown.window, Qt.Key.Key_Return, CTRL)
    assert shown.presses == []


@pytest.mark.parametrize("fault", [OutcomeFault.NOT_HEARD, OutcomeFault.NOT_IN_DIALER])
def test_while_another_call_may_have_come_it_may_be_chosen_and_not_filed(
    shown: Shown, fault: OutcomeFault
) -> None:
    shown.render(panel(OutcomeView(), fault=fault))
    click(shown.view, "outcome-Sale")
    assert [outcome for _, outcome in shown.chosen] == [SOLD]
    assert shown.sentence() == fault_text(fault)
    assert shown.button("outcomeFile").reason == fault_text(fault)
    click(shown.view, "outcomeFile")
    QTest.keyClick(shown.window, Qt.Key.Key_Return, CTRL)
    assert shown.presses == []
    shown.render(panel(OutcomeView(SOLD)))
    click(shown.view, "outcomeFile")
    assert shown.presses == [("file", "i1")]


def test_while_it_is_on_its_way_nothing_is_chosen_or_filed_and_the_focus_stays(
    shown: Shown,
) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.button("outcomeFile").setFocus()
    shown.render(panel(sending(), fault=OutcomeFault.SENDING))
    assert shown.focused() == "outcomeFile"
    click(shown.view, "outcomeFile")
    click(shown.view, "outcome-No interest")
    assert (shown.presses, shown.chosen) == ([], [])
    assert "sending" in shown.sentence()


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.NOT_CONFIRMED, Verdict.NOT_SENT])
def test_what_the_server_has_not_filed_is_sent_again_by_the_same_button(
    shown: Shown, verdict: Verdict
) -> None:
    shown.render(panel(settled(verdict)))
    assert shown.button("outcomeFile").text() == "Send again"
    click(shown.view, "outcomeFile")
    assert shown.presses == [("file", "i1")]
    click(shown.view, "outcome-No interest")
    assert shown.button("outcomeFile").text() == "File outcome"


def test_a_filed_outcome_cannot_be_changed(shown: Shown) -> None:
    shown.render(filed())
    assert find(shown.view, QLabel, "outcomeFiled").text() == "Sale"
    assert not shown.visible("outcomeList")
    assert not shown.visible("outcomeFile")
    shown.view.choose(NO_INTEREST)
    assert shown.chosen == []
    assert "confirmed" in shown.sentence()


def test_after_filing_the_open_line_comes_first_and_the_next_call_then(shown: Shown) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.button("outcomeFile").setFocus()
    shown.render(filed(hang_up_next=True))
    assert shown.focused() == "outcomeHangUp"
    assert find(shown.view, QLabel, "outcomeNext").text() == "The line is still open."
    assert not shown.visible("outcomeReady")
    click(shown.view, "outcomeHangUp")
    shown.render(filed(ready_next=True))
    click(shown.view, "outcomeReady")
    assert shown.presses == [("hang up", ""), ("ready", "")]


def test_the_focus_is_not_drawn_in_from_elsewhere(shown: Shown) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.line.setFocus()
    shown.render(filed(hang_up_next=True))
    assert shown.window.focusWidget() is shown.line


def test_one_that_asks_for_a_callback_leads_to_its_day(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Call back")
    assert shown.chosen == [("i1", PROMISED)]
    assert shown.focused() == "callbackDate"
    find(shown.view, QDateEdit, "callbackDate").setDate(QDate(2030, 3, 9))
    key, outcome = shown.chosen[-1]
    assert (key, outcome and outcome.callback and outcome.callback.at) == (
        "i1",
        datetime(2030, 3, 9, 9),  # noqa: DTZ001 - a callback's time has no zone
    )


def test_the_form_goes_with_its_outcome_and_the_callback_is_not_sent(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Call back")
    click(shown.view, "outcome-Sale")
    assert not shown.visible("callbackForm")
    assert shown.chosen[-1] == ("i1", SOLD)


def test_a_half_typed_time_counts_when_it_is_filed(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Call back")
    date = find(shown.view, QDateEdit, "callbackDate")
    date.setKeyboardTracking(False)
    date.setDate(QDate(2030, 3, 9))
    date.setFocus()
    date.setSelectedSection(QDateEdit.Section.YearSection)
    QTest.keyClicks(date, "2031")
    assert [o.callback.at.year for _k, o in shown.chosen if o and o.callback and o.callback.at] == [
        2030
    ]
    QTest.keyClick(date, Qt.Key.Key_Return, CTRL)
    outcome = shown.chosen[-1][1]
    assert outcome is not None
    assert outcome.callback is not None
    assert outcome.callback.at is not None
    assert outcome.callback.at.year == 2031
    assert shown.presses == [("file", "i1")]


@pytest.mark.parametrize("additional_calls", [True, False])
def test_another_call_is_offered_where_the_site_wants_it(
    qtbot: QtBot, additional_calls: bool
) -> None:
    shown = Shown(qtbot, additional_calls=additional_calls)
    shown.render(panel(OutcomeView(SOLD)))
    assert shown.visible("outcomeAnother") is additional_calls
    if additional_calls:
        click(shown.view, "outcomeAnother")
        assert shown.chosen == [("i1", replace(SOLD, another_call=True))]
        assert find(shown.view, QCheckBox, "outcomeAnother").isChecked()


def test_an_abandoning_outcome_counts_as_such_unless_the_agent_says_no(shown: Shown) -> None:
    shown.render(panel())
    click(shown.view, "outcome-Sale")
    assert not shown.visible("outcomeAbandon")
    click(shown.view, "outcome-Hung up early")
    assert shown.chosen[-1] == ("i1", Outcome(HUNG_UP, abandon=True))
    click(shown.view, "outcomeAbandon")
    assert shown.chosen[-1] == ("i1", Outcome(HUNG_UP))


def test_a_choice_can_be_taken_back_before_it_is_sent(shown: Shown) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    click(shown.view, "outcomeClear")
    assert shown.chosen == [("i1", None)]
    assert shown.focused() == "outcomeFilter"
    shown.render(panel(settled(Verdict.NOT_CONFIRMED)))
    assert not shown.visible("outcomeClear")


def test_a_page_of_the_script_chooses_as_a_press_does(shown: Shown) -> None:
    shown.render(panel())
    shown.view.choose(SALE)
    assert shown.chosen == [("i1", SOLD)]


def test_the_call_can_be_left_to_a_finishing_agent(shown: Shown) -> None:
    shown.render(panel())
    assert not shown.visible("outcomeFinishing")
    shown.render(panel(may_finish=True))
    click(shown.view, "outcomeFinishing")
    assert shown.presses == [("finish", "i1")]
    shown.render(panel(may_finish=True, finishing=True))
    click(shown.view, "outcomeFinishing")
    assert len(shown.presses) == 1
    shown.render(panel(finished=True, missing=False))
    assert find(shown.view, QLabel, "outcomeFiled").text() == "Left to a finishing agent"


@pytest.mark.parametrize(
    ("ability", "name"),
    [(Ability.OUTCOME, "outcomeFile"), (Ability.FINISHING, "outcomeFinishing")],
)
def test_what_the_server_cannot_do_is_off_with_the_version_it_needs(
    shown: Shown, ability: Ability, name: str
) -> None:
    lacking = Abilities((Lack(ability, 7, 5),))
    shown.render(panel(OutcomeView(SOLD), may_finish=True), abilities=lacking)
    button = shown.button(name)
    assert "Needs dialer version 7; this server has 5" in button.accessibleDescription()
    click(shown.view, name)
    assert shown.presses == []
    assert button.isEnabled()


def test_an_empty_desk_says_what_will_stand_there(shown: Shown) -> None:
    shown.render(OutcomePanel(), call=None)
    assert shown.emptiness().startswith("No call to file")
    assert shown.sentence() == ""
    assert not shown.visible("outcomeFile")


@pytest.mark.parametrize("may_skip", [True, False])
def test_a_preview_can_only_be_skipped_where_it_may_be(shown: Shown, may_skip: bool) -> None:
    preview = replace(CALL, state=CallState.PREVIEW)
    terms = replace(TERMS, may_skip=may_skip)
    shown.render(panel(terms=terms, may_choose=False), call=preview)
    assert shown.emptiness().startswith("The call isn't placed yet")
    assert ("skipped" in shown.emptiness()) is may_skip
    assert not shown.visible("outcomeList")


def test_a_campaign_without_outcomes_says_so(shown: Shown) -> None:
    shown.render(panel(terms=CallTerms(), may_choose=False))
    assert shown.emptiness().startswith("The campaign offers no outcomes")


def test_beside_another_client_outcomes_are_its_matter(shown: Shown) -> None:
    shown.render(OutcomePanel(), companion=True)
    assert "other client" in shown.emptiness()


def test_open_outcomes_fold_to_a_line_while_the_present_call_needs_its_own(shown: Shown) -> None:
    shown.render(OutcomePanel(), call=None, open_outcomes=(LEFT,))
    assert shown.visible("openOutcomeState-o1")
    assert shown.emptiness() == ""
    shown.render(panel(), open_outcomes=(LEFT,))
    assert not shown.visible("openOutcomeState-o1")
    assert shown.visible("openOutcomesTitle")
    click(shown.view, "openOutcomesFold")
    let_settle()
    click(shown.view, "openOutcomePutAway-o1")
    assert shown.presses == [("away", "o1")]
    shown.render(panel(OutcomeView(SOLD)), open_outcomes=(LEFT,))
    assert shown.visible("openOutcomeState-o1")


def test_the_next_call_begins_with_every_outcome_in_sight(shown: Shown) -> None:
    shown.render(panel())
    find(shown.view, QLineEdit, "outcomeFilter").setText("sale")
    shown.render(panel(interaction_id="i2"), call=replace(CALL, interaction_id="i2"))
    assert shown.visible("outcome-No interest")


def test_results_are_said_aloud_politely_or_at_once(
    shown: Shown, spoken: list[tuple[str, bool]]
) -> None:
    shown.render(panel(OutcomeView(SOLD)))
    shown.render(panel(sending()))
    assert spoken == []
    shown.render(panel(settled(Verdict.NOT_CONFIRMED)))
    shown.render(filed(view=settled(Verdict.CONFIRMED, settled=CALL.popped)))
    assert [at_once for _text, at_once in spoken] == [True, False]
    assert "not confirmed" in spoken[0][0]


def test_labels_of_the_server_are_shown_letter_by_letter(shown: Shown) -> None:
    odd = replace(SALE, label="<b>&Sale</b>")
    shown.render(panel(OutcomeView(Outcome(odd)), terms=replace(TERMS, dispositions=(odd,))))
    assert find(shown.view, OutcomeButton, "outcome-<b>&Sale</b>").text() == "<b>&&Sale</b>"
    for label in shown.view.findChildren(QLabel):
        if label.text() and label.buddy() is None:
            assert label.textFormat() is Qt.TextFormat.PlainText


def test_every_button_is_named_and_heard(shown: Shown) -> None:
    shown.render(panel(OutcomeView(Outcome(AGREED, Callback(mine=True))), may_finish=True))
    buttons = [b for b in shown.view.findChildren(QPushButton) if b.isVisible()]
    assert all(b.objectName() and b.accessibleName() for b in buttons)
