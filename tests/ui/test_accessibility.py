"""What assistive technology may ask of a scroll area at any moment."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from agent_desktop.ui import accessibility


@pytest.fixture(scope="module", autouse=True)
def _installed(qapp: object) -> None:
    accessibility.install()


def seen(area: QScrollArea) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(area)
    assert found is not None
    return found


def test_the_children_of_a_scroll_area_stay_as_many_when_its_bars_come_and_go(
    qtbot: QtBot,
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setAccessibleName("Outcomes")
    high = QLabel("high")
    high.setMinimumHeight(2000)
    area.setWidget(high)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    before = seen(area).childCount()
    area.hide()
    assert seen(area).childCount() == before
    assert seen(area).child(before) is None, "asked for one that isn't there"
    assert seen(area).text(QAccessible.Text.Name) == "Outcomes"
    first = seen(area).child(0)
    assert first is not None
    content = first.child(0)
    assert content is not None
    assert content.object() is high
