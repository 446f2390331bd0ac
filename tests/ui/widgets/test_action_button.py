"""The button with its key: off it says why, busy it takes no press, and it keeps the focus."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.abilities import Ability, Lack
from agent_desktop.ui.abilities import lack_text
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.widgets.action_button import ActionButton


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.button = ActionButton("&Hold", key="F6", icon_name="pause")
        qtbot.addWidget(self.button)
        self.acted = 0
        self.button.acted.connect(self._count)
        with qtbot.waitActive(self.button):
            self.button.show()
        self.button.setFocus()

    def press(self) -> None:
        QTest.mouseClick(self.button, Qt.MouseButton.LeftButton)
        QTest.keyClick(self.button, Qt.Key.Key_Space)

    def _count(self) -> None:
        self.acted += 1


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_a_click_the_space_bar_and_its_key_press_it(shown: Shown) -> None:
    shown.press()
    QTest.keyClick(shown.button, Qt.Key.Key_F6)
    assert shown.acted == 3


def test_its_name_has_no_mark_and_its_description_says_the_key(shown: Shown) -> None:
    assert shown.button.accessibleName() == "Hold"
    assert shown.button.accessibleDescription() == "Key F6"
    shown.button.set_words("Q&&A")
    assert shown.button.accessibleName() == "Q&A"


def test_it_can_be_heard_as_more_than_its_words(shown: Shown) -> None:
    shown.button.set_name("Hold the call")
    shown.button.set_words("Hold…")
    assert shown.button.accessibleName() == "Hold the call"
    shown.button.set_name("")
    assert shown.button.accessibleName() == "Hold…"


def test_switched_off_it_says_why_takes_no_press_and_keeps_the_focus(shown: Shown) -> None:
    shown.button.set_reason("Not on this server")
    shown.press()
    assert shown.acted == 0
    assert shown.button.hasFocus()
    assert "Not on this server" in shown.button.toolTip()
    assert shown.button.accessibleDescription().startswith("Not on this server")
    shown.button.set_reason("")
    shown.press()
    assert shown.acted == 2
    assert shown.button.toolTip() == ""


def test_it_looks_off_while_it_is(shown: Shown) -> None:
    on = shown.button.grab().toImage()
    shown.button.set_reason("Not on this server")
    assert shown.button.grab().toImage() != on


def test_busy_it_takes_no_press(shown: Shown) -> None:
    shown.button.set_busy(True)
    shown.press()
    assert shown.acted == 0
    assert shown.button.hasFocus()


def test_whether_it_is_checked_is_not_for_a_press_to_say(shown: Shown) -> None:
    shown.button.setCheckable(True)
    shown.press()
    assert not shown.button.isChecked()
    assert shown.acted == 2


def test_compact_it_leaves_its_words_to_the_pointer_and_keeps_its_letter(
    shown: Shown, qtbot: QtBot
) -> None:
    wide = shown.button.sizeHint().width()
    shown.button.set_compact(True)
    assert shown.button.sizeHint().width() < wide
    assert shown.button.text() == ""
    assert shown.button.accessibleName() == "Hold"
    assert shown.button.toolTip() == "Hold (F6)"
    with qtbot.waitSignal(shown.button.acted):
        QTest.keyClick(shown.button, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    shown.button.set_compact(False)
    assert shown.button.text() == "&Hold"


def test_the_cap_takes_room_of_its_own_and_can_be_left_to_the_tool_tip(shown: Shown) -> None:
    drawn = shown.button.sizeHint().width()
    shown.button.set_cap_shown(False)
    assert shown.button.sizeHint().width() <= drawn - 18
    assert shown.button.toolTip() == "Hold (F6)"


def test_larger_text_takes_a_larger_icon(shown: Shown) -> None:
    small = shown.button.iconSize().width()
    shown.button.setStyleSheet(f"font-size: {2 * shown.button.font().pointSizeF()}pt")
    assert shown.button.iconSize().width() > small


def test_it_is_as_wide_as_the_widest_words_it_will_have(shown: Shown) -> None:
    shown.button.keep_room_for("Hold", "Resuming…")
    held = shown.button.sizeHint().width()
    shown.button.set_words("Resuming…")
    assert shown.button.sizeHint().width() == held
    shown.button.set_words("Hold")
    assert shown.button.sizeHint().width() == held


def widened(font: QFont) -> None:
    font.setStretch(150)


def narrowed(font: QFont) -> None:
    font.setStretch(50)


def spaced(font: QFont) -> None:
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2.3)


def enlarged(font: QFont) -> None:
    font.setPointSizeF(2.1 * font.pointSizeF())


def in_capitals(font: QFont) -> None:
    font.setCapitalization(QFont.Capitalization.AllUppercase)


@pytest.fixture(params=[widened, narrowed, spaced, enlarged, in_capitals])
def another_font(request: pytest.FixtureRequest, qapp: QApplication) -> None:
    """Fonts that any machine has: its own, drawn so that other words are the widest."""
    font = QFont(qapp.font())
    request.param(font)
    qapp.setFont(font)


def widths(button: ActionButton, words: tuple[str, ...], kinds: tuple[str, ...]) -> set[int]:
    """How wide it wants to be with each of these words in each of these kinds."""
    found = set()
    for kind, text in product(kinds, words):
        restyle(button, "kind", kind)
        button.set_words(text)
        found.add(button.sizeHint().width())
    return found


@pytest.mark.usefixtures("another_font")
@pytest.mark.parametrize("sheet", [True, False], ids=["with our style sheet", "without"])
def test_it_keeps_the_room_of_its_widest_words_in_any_font_and_no_more(
    shown: Shown, qapp: QApplication, sheet: bool
) -> None:
    if not sheet:
        qapp.setStyleSheet("")
    words = ("R", "&Hold", "Holding…", "Resuming the call…", "Q && A")
    needed = widths(shown.button, words, ("",))
    assert len(needed) > 1
    shown.button.keep_room_for(*words)
    assert widths(shown.button, words, ("",)) == {max(needed)}


@pytest.mark.usefixtures("another_font")
def test_words_that_get_emphasised_have_their_room_before(shown: Shown) -> None:
    words, kinds = ("Hang up", "Hanging up…"), ("", "danger")
    needed = widths(shown.button, words, kinds)
    shown.button.keep_room_for(*words, emphasised=True)
    assert widths(shown.button, words, kinds) == {max(needed)}


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        (None, ""),
        (Lack(Ability.BREAK, 2, 1), "Needs dialer version 2; this server has 1"),
        (Lack(Ability.BREAK, 2, 0), "Needs dialer version 2; this server has none"),
    ],
)
def test_what_a_server_lacks_is_told_by_its_versions(lack: Lack | None, words: str) -> None:
    assert lack_text(lack) == words
