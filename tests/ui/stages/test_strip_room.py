"""The bar of the stage strip: there only while a line has no room."""

from pytestqt.qtbot import QtBot

from agent_desktop.ui.stages.strip import StageStrip
from agent_desktop.ui.widgets.stage_button import StageFace


def test_the_bar_goes_once_every_line_fits(qtbot: QtBot) -> None:
    strip = StageStrip()
    qtbot.addWidget(strip)
    strip.show_faces(StageFace(number, "Name", str(number)) for number in range(5))
    strip.show()
    line = strip.minimumSizeHint().height()
    lines = strip.widget()
    assert lines is not None
    layout = lines.layout()
    assert layout is not None
    width = strip.sizeHint().width()
    while layout.heightForWidth(width) > line:
        width += 1  # the least width in which all stand in one line
    strip.resize(width, line // 2)
    qtbot.waitUntil(strip.verticalScrollBar().isVisible)
    strip.resize(width, line)
    qtbot.waitUntil(lambda: not strip.verticalScrollBar().isVisible())
    assert lines.height() == line
