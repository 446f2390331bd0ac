import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QColor, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.pill import DOT, Pill, StatusDot, Tone


@pytest.mark.parametrize("kind", [Pill, StatusDot])
def test_it_says_its_state(qtbot: QtBot, kind: type[StatusDot]) -> None:
    pill = kind()
    qtbot.addWidget(pill)
    pill.set_state("On call", Tone.SUCCESS)
    assert (pill.text(), pill.tone) == ("On call", Tone.SUCCESS)
    seen = QAccessible.queryAccessibleInterface(pill)
    assert seen is not None
    assert seen.text(QAccessible.Text.Name) == "On call"


def test_each_tone_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    dots = set()
    for tone in Tone:
        pill = StatusDot("", tone)
        qtbot.addWidget(pill)
        pill.resize(pill.sizeHint())
        dots.add(shape(pill))
    assert len(dots) == len(Tone)


def shape(pill: StatusDot) -> tuple[bool, ...]:
    """Which pixels of the dot are drawn, at four times the size, whatever its colour."""
    canvas = QPixmap(4 * DOT, 4 * DOT)
    canvas.setDevicePixelRatio(4.0)
    canvas.fill(QColor("#ffffff"))
    top = (pill.height() - DOT) // 2
    pill.render(canvas, QPoint(0, -top), renderFlags=QWidget.RenderFlag.DrawChildren)
    image = canvas.toImage()
    pixels = [(x, y) for y in range(image.height()) for x in range(image.width())]
    shades = [image.pixelColor(x, y).lightness() for x, y in pixels]
    half = (min(shades) + 255) / 2
    return tuple(shade < half for shade in shades)


def test_it_has_room_for_its_words_and_more_with_larger_text(
    qtbot: QtBot, qapp: QApplication
) -> None:
    pill = Pill("Dialer not connected", Tone.WARNING)
    qtbot.addWidget(pill)
    pill.show()
    before = pill.sizeHint()
    assert before.width() > pill.fontMetrics().horizontalAdvance(pill.text()) + DOT
    apply(qapp, "light", text_scale=2.0)
    qtbot.waitUntil(lambda: pill.sizeHint().width() > 1.5 * before.width())
    assert pill.sizeHint().height() > before.height()
