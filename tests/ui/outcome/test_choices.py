"""The list of outcomes: grouped, filtered, walked and chosen without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.outcome.button import OutcomeButton
from agent_desktop.ui.outcome.choices import OutcomeChoices, OutcomeFilter
from tests.ui.finding import click, find, let_settle
from tests.ui.outcome.parts import AGREED, HUNG_UP, NO_INTEREST, OFFERED, SALE, WRONG

MANY = tuple(Disposition(f"Outcome {n}", f"Group {n % 2}") for n in range(12))


class Shown:
    def __init__(self, qtbot: QtBot, offered: tuple[Disposition, ...] = OFFERED) -> None:
        self.window = QWidget()
        self.filter = OutcomeFilter()
        self.choices = OutcomeChoices(self.filter)
        box = QVBoxLayout(self.window)
        box.addWidget(self.filter)
        box.addWidget(self.choices, 1)
        self.window.resize(520, 400)
        qtbot.addWidget(self.window)
        self.picked: list[str] = []
        self.choices.picked.connect(lambda d: self.picked.append(d.label))
        self.choices.show_choices(offered, "", off=False)
        with qtbot.waitActive(self.window):
            self.window.show()
        let_settle()

    def button(self, label: str) -> OutcomeButton:
        return find(self.choices, OutcomeButton, f"outcome-{label}")

    def labels(self) -> list[str]:
        return [button.disposition.label for button in self.choices.shown]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        at = self.window.focusWidget()
        assert at is not None
        QTest.keyClick(at, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def focused(self) -> str:
        return self.window.focusWidget().objectName()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_outcomes_of_a_category_stand_together_in_the_servers_order(shown: Shown) -> None:
    assert shown.labels() == [d.label for d in (SALE, AGREED, NO_INTEREST, WRONG, HUNG_UP)]
    headings = [w.text() for w in shown.choices.findChildren(QLabel) if w.isVisible()]
    assert headings == ["Success", "Scheduled", "Failure", "Abandoned"]


def test_each_outcome_is_a_radio_button_that_says_its_label_letter_by_letter(shown: Shown) -> None:
    spoken = QAccessible.queryAccessibleInterface(shown.button(WRONG.label))
    assert spoken is not None
    assert spoken.role() is QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == WRONG.label
    assert "callback" in shown.button(AGREED.label).accessibleDescription()


def test_a_click_chooses_and_only_the_desk_checks(shown: Shown) -> None:
    click(shown.choices, "outcome-Sale")
    assert shown.picked == ["Sale"]
    assert not shown.button("Sale").isChecked()
    shown.choices.show_choices(OFFERED, "Sale", off=False)
    assert [b.disposition.label for b in shown.choices.shown if b.isChecked()] == ["Sale"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_choose(shown: Shown, key: Qt.Key) -> None:
    shown.button("No interest").setFocus()
    shown.key(key)
    assert shown.picked == ["No interest"]


def test_switched_off_nothing_is_chosen_and_the_focus_stays(shown: Shown) -> None:
    shown.button("Sale").setFocus()
    shown.choices.show_choices(OFFERED, "", off=True)
    assert shown.focused() == "outcome-Sale"
    shown.key(Qt.Key.Key_Return)
    click(shown.choices, "outcome-No interest")
    shown.key(Qt.Key.Key_1, CTRL_SHIFT)
    assert shown.picked == []


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_shift_and_a_digit_choose_the_first_nine_shown(qtbot: QtBot) -> None:
    shown = Shown(qtbot, MANY)
    for number in range(1, 10):
        shown.key(Qt.Key(Qt.Key.Key_0.value + number), CTRL_SHIFT)
    assert shown.picked == shown.labels()[:9]
    assert "Ctrl+Shift+9" in shown.choices.shown[8].accessibleDescription()
    assert "Ctrl" not in shown.choices.shown[9].accessibleDescription()


def test_the_keys_count_what_the_filter_leaves(shown: Shown) -> None:
    shown.filter.setText("in")
    assert shown.labels() == ["No interest"]
    assert "Ctrl+Shift+1" in shown.button("No interest").accessibleDescription()
    shown.key(Qt.Key.Key_1, CTRL_SHIFT)
    assert shown.picked == ["No interest"]


def test_a_plain_digit_chooses_nothing(shown: Shown) -> None:
    shown.button("Sale").setFocus()
    shown.key(Qt.Key.Key_2)
    assert shown.picked == []
    assert shown.filter.text() == ""


def test_the_filter_looks_anywhere_in_a_label_whatever_the_case(shown: Shown) -> None:
    shown.filter.setText("CALL")
    assert shown.labels() == ["Call back"]
    shown.filter.setText("zzz")
    assert shown.labels() == []
    none = [w for w in shown.choices.findChildren(QLabel) if w.isVisible()]
    assert [label.text() for label in none] == ["No outcome matches."]


def test_enter_in_the_filter_chooses_the_first_it_found_and_shows_all_again(shown: Shown) -> None:
    shown.filter.setFocus()
    QTest.keyClicks(shown.filter, "no in")
    shown.key(Qt.Key.Key_Return)
    assert shown.picked == ["No interest"]
    assert len(shown.labels()) == len(OFFERED)
    assert shown.focused() == "outcome-No interest"


def test_enter_in_an_empty_filter_chooses_nothing(shown: Shown) -> None:
    shown.filter.setFocus()
    shown.key(Qt.Key.Key_Return)
    assert shown.picked == []
    assert shown.focused() == "outcome-Sale"


def test_escape_empties_the_filter(shown: Shown) -> None:
    shown.filter.setFocus()
    shown.filter.setText("sale")
    shown.key(Qt.Key.Key_Escape)
    assert shown.filter.text() == ""


def test_a_letter_on_an_outcome_goes_to_the_filter(shown: Shown) -> None:
    shown.button("Sale").setFocus()
    shown.key(Qt.Key.Key_W)
    assert shown.focused() == "outcomeFilter"
    assert shown.labels() == [WRONG.label]


def test_arrows_walk_down_from_the_filter_across_and_back_up(shown: Shown) -> None:
    shown.filter.setFocus()
    steps = [
        (Qt.Key.Key_Down, "outcome-Sale"),
        (Qt.Key.Key_Down, "outcome-Call back"),
        (Qt.Key.Key_Down, "outcome-No interest"),
        (Qt.Key.Key_Right, f"outcome-{WRONG.label}"),
        (Qt.Key.Key_Right, "outcome-Hung up early"),
        (Qt.Key.Key_Right, "outcome-Hung up early"),
        (Qt.Key.Key_Left, f"outcome-{WRONG.label}"),
        (Qt.Key.Key_Up, "outcome-Call back"),
        (Qt.Key.Key_Up, "outcome-Sale"),
        (Qt.Key.Key_Up, "outcomeFilter"),
    ]
    for key, there in steps:
        shown.key(key)
        assert shown.focused() == there
    assert shown.picked == []


def test_tab_comes_by_the_group_once_at_the_chosen_one(shown: Shown) -> None:
    shown.choices.show_choices(OFFERED, "No interest", off=False)
    shown.filter.setFocus()
    shown.key(Qt.Key.Key_Tab)
    assert shown.focused() == "outcome-No interest"
    shown.key(Qt.Key.Key_Tab)
    assert not shown.focused().startswith("outcome-")


def test_columns_share_the_width_and_none_is_cut_off(qtbot: QtBot) -> None:
    shown = Shown(qtbot, MANY)
    room = shown.choices.viewport().width()
    for button in shown.choices.shown:
        right = button.mapTo(shown.choices.viewport(), button.rect().topRight()).x()
        assert right < room
    assert len({button.width() for button in shown.choices.shown}) == 1


def test_the_chosen_one_is_in_sight(qtbot: QtBot) -> None:
    shown = Shown(qtbot, MANY)
    shown.window.resize(300, 160)
    let_settle()
    assert button_top(shown, "Outcome 11") > shown.choices.viewport().height()
    shown.choices.show_choices(MANY, "Outcome 11", off=False)
    qtbot.waitUntil(lambda: button_top(shown, "Outcome 11") < shown.choices.viewport().height())


def button_top(shown: Shown, label: str) -> int:
    button = shown.button(label)
    return button.mapTo(shown.choices.viewport(), button.rect().topLeft()).y()


def test_another_campaigns_outcomes_take_the_place_of_the_first(shown: Shown) -> None:
    shown.filter.setText("sale")
    shown.choices.show_choices(MANY[:3], "", off=False)
    QApplication.processEvents()
    assert shown.labels() == ["Outcome 0", "Outcome 2", "Outcome 1"]
    assert shown.filter.text() == ""
