from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import Scheme, Theme, apply
from agent_desktop.ui.theme.tokens import contrast
from agent_desktop.ui.widgets.stage_button import StageButton, StageFace, StageLook

SCHEMES: tuple[Scheme, ...] = ("light", "dark", "high-contrast-light", "high-contrast-dark")
OFFER = StageFace(2, "Offer", "2")


@pytest.fixture
def button(qtbot: QtBot) -> StageButton:
    made = StageButton()
    qtbot.addWidget(made)
    made.set_face(OFFER)
    made.resize(made.sizeHint())
    with qtbot.waitExposed(made):
        made.show()
    return made


def moves(button: StageButton) -> bool:
    return button._frames.running


class Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@contextmanager
def counted_paints(button: StageButton) -> Iterator[Paints]:
    QApplication.processEvents()
    paints = Paints()
    button.installEventFilter(paints)
    yield paints
    QApplication.processEvents()
    button.removeEventFilter(paints)


def press_key(button: StageButton, key: Qt.Key, *, repeated: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeated)
        QApplication.sendEvent(button, event)


def test_a_click_presses(button: StageButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_press_is_told_before_the_released_button_is_drawn(
    button: StageButton, qtbot: QtBot
) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    with counted_paints(button) as paints:
        drawn: list[int] = []
        button.clicked.connect(lambda: drawn.append(paints.count))
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        assert drawn == [0]
        qtbot.waitUntil(lambda: paints.count > 0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press(button: StageButton, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(button.clicked, timeout=1000):
        press_key(button, key)


def test_a_held_enter_does_not_press_again(button: StageButton, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(button.clicked):
        press_key(button, Qt.Key.Key_Return, repeated=True)


def test_what_is_not_available_keeps_the_focus_and_takes_no_press(
    button: StageButton, qtbot: QtBot
) -> None:
    button.setFocus()
    button.set_face(replace(OFFER, available=False))
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            press_key(button, key)
    assert button.hasFocus()


@pytest.mark.parametrize("look", list(StageLook))
def test_it_stays_focusable_in_every_state(button: StageButton, look: StageLook) -> None:
    button.setFocus()
    button.set_face(replace(OFFER, look=look))
    assert button.hasFocus()


def test_the_same_face_again_draws_nothing(button: StageButton) -> None:
    with counted_paints(button) as paints:
        button.set_face(replace(OFFER))
    assert paints.count == 0


def test_another_face_is_drawn(button: StageButton) -> None:
    with counted_paints(button) as paints:
        button.set_face(replace(OFFER, look=StageLook.WAITING, caption="next"))
    assert paints.count == 1


def test_the_size_stays_while_only_the_state_changes(button: StageButton) -> None:
    sizes = set()
    for look, caption in (
        (StageLook.IDLE, ""),
        (StageLook.SENDING, "sending"),
        (StageLook.CURRENT, "10:42:07"),
        (StageLook.UNCONFIRMED, "not confirmed"),
    ):
        button.set_face(replace(OFFER, look=look, caption=caption))
        sizes.add(button.sizeHint().toTuple())
    assert len(sizes) == 1


def test_it_is_never_smaller_than_a_finger_nor_wider_than_a_glance(button: StageButton) -> None:
    assert button.sizeHint().height() >= 56
    assert button.minimumSizeHint().width() >= 96
    button.set_face(replace(OFFER, name="Zahlungsvereinbarungsbestätigung" * 3))
    assert button.sizeHint().width() <= 26 * button.fontMetrics().horizontalAdvance("0")


def test_a_name_that_is_cut_is_told_in_full(button: StageButton) -> None:
    assert button.toolTip() == ""
    button.set_face(replace(OFFER, name="Zahlungsvereinbarungsbestätigung"))
    button.resize(120, 56)
    assert button.toolTip() == "2 Zahlungsvereinbarungsbestätigung"


def test_a_number_the_map_does_not_know_is_explained(button: StageButton) -> None:
    button.set_face(replace(OFFER, drifted=True))
    assert "stage map" in button.toolTip()
    assert "stage map" in button.accessibleDescription()


def test_a_screen_reader_hears_name_state_time_and_key(button: StageButton) -> None:
    button.set_face(replace(OFFER, look=StageLook.CURRENT, caption="10:42:07"))
    seen = QAccessible.queryAccessibleInterface(button)
    assert seen is not None
    assert seen.role() is QAccessible.Role.Button
    assert seen.text(QAccessible.Text.Name) == "Stage 2 Offer"
    assert seen.text(QAccessible.Text.Description) == "current, confirmed, 10:42:07, Key 2"


def test_a_caption_that_repeats_the_state_is_said_once(button: StageButton) -> None:
    button.set_face(replace(OFFER, look=StageLook.SENDING, caption="sending"))
    assert button.accessibleDescription() == "sending, Key 2"


def test_the_line_moves_only_while_it_sends_and_shows(button: StageButton, qtbot: QtBot) -> None:
    button.set_face(replace(OFFER, look=StageLook.SENDING))
    assert moves(button)
    button.hide()
    assert not moves(button)
    button.show()
    assert moves(button)
    button.set_face(replace(OFFER, look=StageLook.CURRENT))
    assert not moves(button)


def test_the_line_rests_when_motion_is_not_wanted(button: StageButton, qapp: QApplication) -> None:
    button.set_face(replace(OFFER, look=StageLook.SENDING))
    apply(qapp, "light", still=True)
    assert not moves(button)
    assert Theme.current().colours.accent in colours_of(button)
    apply(qapp, "light", still=False)
    assert moves(button)


def test_a_moving_line_is_redrawn_without_the_rest(button: StageButton, qtbot: QtBot) -> None:
    button.set_face(replace(OFFER, look=StageLook.SENDING))
    with counted_paints(button) as paints:
        qtbot.waitUntil(lambda: paints.count >= 2, timeout=3000)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("available", [True, False])
def test_every_look_differs_without_colour(
    button: StageButton, qapp: QApplication, scheme: Scheme, available: bool
) -> None:
    apply(qapp, scheme)
    shapes = set()
    for look in StageLook:
        button.set_face(replace(OFFER, look=look, available=available))
        table = Theme.current().colours
        ink = button._ink(table)
        filled = look is StageLook.CURRENT and ink.fill != table.raised
        shapes.add((ink.sign, ink.dashes, filled))
    assert len(shapes) == len(StageLook)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("available", [True, False])
@pytest.mark.parametrize("look", list(StageLook))
def test_every_look_reads_in_every_scheme(
    button: StageButton, qapp: QApplication, scheme: Scheme, look: StageLook, available: bool
) -> None:
    apply(qapp, scheme)
    button.set_face(replace(OFFER, look=look, available=available))
    ink = button._ink(Theme.current().colours)
    assert contrast(ink.text, ink.fill) >= 4.5
    assert contrast(ink.quiet, ink.fill) >= 4.5


def test_the_focus_shows_as_a_ring(button: StageButton) -> None:
    button.clearFocus()
    at_rest = button.grab().toImage().pixelColor(button.width() // 2, 1)
    button.setFocus()
    ringed = button.grab().toImage().pixelColor(button.width() // 2, 1)
    assert ringed == QColor(Theme.current().colours.focus)
    assert at_rest != ringed


def test_waiting_is_dotted_and_not_confirmed_is_dashed(button: StageButton) -> None:
    def dashes(look: StageLook) -> tuple[float, ...]:
        button.set_face(replace(OFFER, look=look))
        return button._ink(Theme.current().colours).dashes

    dot, gap = dashes(StageLook.WAITING)
    assert dot < gap
    dash, gap = dashes(StageLook.UNCONFIRMED)
    assert dash > gap
    assert dashes(StageLook.SENDING) == dashes(StageLook.REFUSED) == ()


def test_a_number_the_map_does_not_know_is_hatched(button: StageButton) -> None:
    def dark_at_the_edge() -> int:
        return dark(button, range(3, 9), range(10, button.height() - 10))

    plain = dark_at_the_edge()
    button.set_face(replace(OFFER, drifted=True))
    assert plain == 0
    assert dark_at_the_edge() > 20


def test_it_is_mirrored_for_right_to_left(button: StageButton) -> None:
    third = button.width() // 3
    leading, trailing = range(12, third), range(2 * third, button.width() - 6)
    name, cap = range(12, button.height() // 2), range(button.height() // 2, button.height() - 6)
    assert dark(button, leading, name) > 0
    assert dark(button, trailing, cap) > 0
    assert dark(button, trailing, name) == dark(button, leading, cap) == 0
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    leading, trailing = range(2 * third, button.width() - 12), range(6, third)
    assert dark(button, leading, name) > 0
    assert dark(button, trailing, cap) > 0
    assert dark(button, trailing, name) == dark(button, leading, cap) == 0


def dark(button: StageButton, columns: range, rows: range) -> int:
    """How many pixels of an area are drawn on."""
    image = button.grab().toImage()
    return sum(image.pixelColor(x, y).lightness() < 160 for x in columns for y in rows)


def colours_of(button: StageButton) -> set[str]:
    image = button.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
