"""The fields of a page: what is typed is told, what came is never lost."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agent_desktop.desk.scripts import Control, ControlKind
from agent_desktop.ui.script.fields import Field, field_of
from tests.ui.finding import find

K = ControlKind
ANSWERS = ("Yes", "No", "R&D")


class Typed:
    """A field in a window of its own, and what it told."""

    def __init__(self, qtbot: QtBot, control: Control, value: str = "") -> None:
        self.field: Field = field_of(control)
        self.other = QLineEdit()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field.setParent(self.window)
        self.other.setParent(self.window)
        self.window.resize(500, 300)
        self.field.resize(400, 200)
        self.field.show_value(value)
        self.told: list[str] = []
        self.field.typed.connect(self.told.append)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.other.setFocus()

    @property
    def line(self) -> QLineEdit:
        return find(self.window, QLineEdit, f"scriptField-{self.field.control.column}")

    def type(self, text: str) -> None:
        self.field.editor.setFocus()
        QTest.keyClicks(self.field.editor, text)

    def hint(self) -> str:
        return " ".join(x.text() for x in self.field.findChildren(QLabel) if x.isVisible())


def test_each_letter_is_told(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c"))
    typed.type("ab")
    assert typed.told == ["a", "ab"]
    assert typed.field.value == "ab"


@pytest.mark.parametrize(
    "control",
    [
        Control("c"),
        Control("c", kind=K.NUMERIC),
        Control("c", kind=K.DATE_TIME, date_format="MM/dd/yyyy"),
        Control("c", max_lines=3),
        Control("c", kind=K.RADIO, items=ANSWERS),
        Control("c", kind=K.LISTBOX, items=ANSWERS),
        Control("c", kind=K.RADIO, items=ANSWERS, read_only=True),
        Control("c", read_only=True, max_lines=3),
    ],
    ids=lambda control: f"{control.kind.value}-{control.max_lines}-{control.read_only}",
)
@pytest.mark.parametrize(
    "value", ["", "Yes", "Perhaps", "2026-05-01T00:00:00", "1,200.50", "one\r\ntwo", "12345678901"]
)
def test_what_came_stays_as_it_is_and_tells_nothing(
    qtbot: QtBot, control: Control, value: str
) -> None:
    typed = Typed(qtbot, control)
    typed.field.show_value(value)
    typed.field.show_value(value)
    assert typed.field.value == value
    assert typed.told == []


def test_the_field_one_types_in_keeps_its_text_but_for_another_call(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c"), "old")
    typed.field.enter()
    typed.field.show_value("from the server")
    assert typed.field.value == "old"
    typed.field.show_value("of the next call", anew=True)
    assert typed.field.value == "of the next call"
    typed.other.setFocus()
    typed.field.show_value("from the server")
    assert typed.field.value == "from the server"


def test_a_line_takes_no_more_than_its_characters_but_cuts_nothing(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", max_chars=3), "12345")
    assert typed.line.text() == "12345"
    typed.field.show_value("12")
    typed.line.end(False)
    typed.type("34")
    assert typed.field.value == "123"


def test_several_lines_take_no_more_than_their_characters_but_cut_nothing(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", max_lines=3, max_chars=5), "1234567")
    box = find(typed.window, QPlainTextEdit, "scriptField-c")
    typed.type("x")
    assert typed.field.value == "1234567"
    typed.field.show_value("12", anew=True)
    box.moveCursor(box.textCursor().MoveOperation.Start)
    typed.type("abcd")
    assert typed.field.value == "abc12"
    assert typed.told[-1] == "abc12"


def test_tab_leaves_several_lines(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", max_lines=3))
    typed.field.enter()
    QTest.keyClick(typed.field.editor, Qt.Key.Key_Tab)
    assert typed.field.value == ""
    assert not typed.field.editor.hasFocus()


@pytest.mark.parametrize(
    ("keys", "value"),
    [("12", "12"), ("12,5", "12.5"), ("-1.5", "-1.5"), ("1a2b", "12"), ("-", "-")],
)
def test_a_number_has_a_point_in_every_country(qtbot: QtBot, keys: str, value: str) -> None:
    typed = Typed(qtbot, Control("c", kind=K.NUMERIC))
    typed.type(keys)
    assert typed.field.value == value


def test_a_number_typed_with_a_comma_isnt_rewritten_under_the_hand(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.NUMERIC))
    typed.type("2,5")
    typed.other.setFocus()
    typed.field.show_value("2.5")
    assert typed.line.text() == "2,5"


def test_a_date_is_shown_by_its_format_and_what_is_none_is_kept_and_said(qtbot: QtBot) -> None:
    control = Control("c", kind=K.DATE_TIME, date_format="MM/dd/yyyy")
    typed = Typed(qtbot, control, "2026-05-01T00:00:00")
    assert typed.line.text() == "05/01/2026"
    assert typed.hint() == ""
    typed.field.enter()
    typed.line.selectAll()
    typed.type("in May")
    assert typed.told[-1] == "in May"
    assert typed.hint() == "Not a date like MM/dd/yyyy"
    assert typed.line.accessibleDescription() == "Not a date like MM/dd/yyyy"
    typed.line.clear()
    typed.type("05/02/2026")
    assert typed.hint() == ""
    assert typed.told[-1] == "05/02/2026"


def answer(typed: Typed, item: str) -> QRadioButton:
    return find(typed.window, QRadioButton, f"scriptField-c-{item}")


def test_an_answer_is_told_by_mouse_and_by_arrow(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.RADIO, items=ANSWERS))
    answer(typed, "Yes").click()
    answer(typed, "Yes").setFocus()
    QTest.keyClick(answer(typed, "Yes"), Qt.Key.Key_Right)
    assert typed.told == ["Yes", "No"]
    assert answer(typed, "R&D").text() == "R&&D"


def test_a_value_that_is_no_answer_is_said_until_one_is_chosen(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.RADIO, items=ANSWERS), "Maybe")
    assert typed.hint() == "Until now: Maybe"
    answer(typed, "No").click()
    assert typed.hint() == ""
    typed.field.show_value("")
    assert not answer(typed, "No").isChecked()


def test_a_list_offers_nothing_its_answers_and_what_came(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.LISTBOX, items=ANSWERS), "Maybe")
    box = find(typed.window, QComboBox, "scriptField-c")
    assert [box.itemText(row) for row in range(box.count())] == ["", *ANSWERS, "Maybe"]
    typed.field.enter()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert typed.told == ["R&D"]


def test_scrolling_over_a_list_changes_nothing(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.LISTBOX, items=ANSWERS), "Yes")
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        QPointF(5, 5),
        typed.field.editor.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, -120),
        *none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(typed.field.editor, turned)
    assert typed.field.value == "Yes"
    assert not turned.isAccepted()


def test_what_may_only_be_read_takes_no_letters(qtbot: QtBot) -> None:
    typed = Typed(qtbot, Control("c", kind=K.LISTBOX, items=ANSWERS, read_only=True), "Yes")
    typed.type("x")
    assert typed.line.text() == "Yes"
    assert typed.told == []
