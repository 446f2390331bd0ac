from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets import form_field as form_module
from agent_desktop.ui.widgets.form_field import FormField
from agent_desktop.ui.widgets.password_field import PasswordField

WRONG = "The user name or the password is wrong."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def hear(_widget: QWidget, text: str, *, at_once: bool = False) -> None:
        assert at_once
        heard.append(text)

    monkeypatch.setattr(form_module, "announce", hear)
    return heard


@pytest.fixture
def field(qtbot: QtBot, said: list[str]) -> Iterator[FormField]:
    form = QWidget()
    qtbot.addWidget(form)
    made = FormField("&User", QLineEdit())
    column = QVBoxLayout(form)
    column.addWidget(made)
    column.addStretch(1)
    form.resize(300, 300)
    with qtbot.waitExposed(form):
        form.show()
    yield made
    form.close()


def test_the_label_names_the_editor(field: FormField) -> None:
    seen = QAccessible.queryAccessibleInterface(field.editor)
    assert seen is not None
    assert seen.text(QAccessible.Text.Name) == "User"


def test_focus_goes_to_the_editor(field: FormField) -> None:
    field.setFocus()
    assert field.editor.hasFocus()


def test_without_words_the_line_takes_no_room(field: FormField) -> None:
    bare = field.sizeHint().height()
    field.set_error(WRONG)
    assert field.sizeHint().height() > bare
    field.set_error("")
    assert field.sizeHint().height() == bare


def test_an_error_is_shown_told_and_leaves_the_focus(field: FormField, said: list[str]) -> None:
    field.editor.setFocus()
    field.set_error(WRONG)
    assert field.error == WRONG
    assert field.error_label.isVisible()
    assert field.editor.accessibleDescription() == WRONG
    assert field.editor.property("invalid") is True
    assert field.editor.hasFocus()
    assert said == [WRONG]


def test_the_same_error_is_told_once(field: FormField, said: list[str]) -> None:
    field.set_error(WRONG)
    field.set_error(WRONG)
    assert said == [WRONG]


def test_an_error_stands_in_place_of_the_help(field: FormField) -> None:
    field.set_help("Encrypted")
    assert field.editor.accessibleDescription() == "Encrypted"
    field.set_error(WRONG)
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert WRONG in shown
    assert "Encrypted" not in shown
    field.set_error("")
    assert field.editor.accessibleDescription() == "Encrypted"
    assert field.editor.property("invalid") is False


def test_a_long_error_wraps_and_does_not_widen_the_form(field: FormField) -> None:
    before = field.minimumSizeHint().width()
    field.set_error(WRONG * 5)
    assert field.minimumSizeHint().width() <= before + 40


@pytest.fixture
def password(qtbot: QtBot) -> PasswordField:
    made = PasswordField()
    qtbot.addWidget(made)
    made.setText("secret")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_a_password_is_hidden_until_its_eye_is_pressed(password: PasswordField) -> None:
    assert password.displayText() != "secret"
    eye = password.findChild(QToolButton, "revealPassword")
    assert isinstance(eye, QToolButton)
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert password.displayText() == "secret"
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert password.displayText() != "secret"


def test_the_keyboard_shows_it_too(password: PasswordField, qtbot: QtBot) -> None:
    qtbot.waitUntil(password.hasFocus)
    QTest.keyClick(
        password,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert password.revealed


def test_the_eye_says_what_it_does(password: PasswordField) -> None:
    eye = password.findChild(QToolButton, "revealPassword")
    assert isinstance(eye, QToolButton)
    seen = QAccessible.queryAccessibleInterface(eye)
    assert seen is not None
    assert seen.text(QAccessible.Text.Name) == "Show password"
    password.set_revealed(True)
    assert seen.text(QAccessible.Text.Name) == "Hide password"


def test_a_password_that_went_out_of_sight_comes_back_hidden(password: PasswordField) -> None:
    password.set_revealed(True)
    password.hide()
    password.show()
    assert not password.revealed


@pytest.mark.parametrize("revealed", [True, False])
def test_no_keyboard_learns_a_password(password: PasswordField, revealed: bool) -> None:
    password.set_revealed(revealed)
    hints = password.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
