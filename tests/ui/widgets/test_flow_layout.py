import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets.flow_layout import FlowLayout


class Block(QWidget):
    def __init__(self, width: int, height: int = 30) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 30)


def strip(qtbot: QtBot, widths: tuple[int, ...], at: int) -> tuple[QWidget, list[Block]]:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, spacing=10)
    blocks = [Block(width) for width in widths]
    for block in blocks:
        flow.addWidget(block)
    host.resize(at, 200)
    host.show()
    return host, blocks


def test_items_lie_side_by_side_with_their_spacing(qtbot: QtBot) -> None:
    _, (one, two) = strip(qtbot, (100, 100), 300)
    assert (one.x(), two.x()) == (0, 110)
    assert one.y() == two.y()


def test_an_item_that_does_not_fit_begins_a_line(qtbot: QtBot) -> None:
    _, (_one, _two, three) = strip(qtbot, (100, 100, 100), 250)
    assert (three.x(), three.y()) == (0, 40)


def test_an_exact_fit_stays_on_its_line(qtbot: QtBot) -> None:
    _, (one, two) = strip(qtbot, (100, 100), 210)
    assert one.y() == two.y()


def test_less_width_asks_for_more_height(qtbot: QtBot) -> None:
    host, _ = strip(qtbot, (100, 100, 100), 400)
    flow = host.layout()
    assert flow is not None
    assert [flow.heightForWidth(width) for width in (400, 250, 120)] == [30, 70, 110]


def test_a_lower_item_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, spacing=10)
    low, high, next_line = Block(100, 30), Block(100, 50), Block(100)
    for block in (low, high, next_line):
        flow.addWidget(block)
    host.resize(250, 200)
    host.show()
    assert (low.y(), high.y(), next_line.y()) == (10, 0, 60)


def test_right_to_left_begins_at_the_right(qtbot: QtBot) -> None:
    host, (one, two) = strip(qtbot, (100, 100), 300)
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout = host.layout()
    assert layout is not None
    layout.activate()
    assert (one.x(), two.x()) == (200, 90)


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    host, (one, two) = strip(qtbot, (100, 100), 300)
    one.hide()
    qtbot.waitUntil(lambda: two.x() == 0)
    assert host.sizeHint().width() == 100


def test_an_item_wider_than_the_line_is_narrowed_to_it(qtbot: QtBot) -> None:
    _, (one,) = strip(qtbot, (300,), 200)
    assert one.width() == 200


def test_items_are_given_back_and_nothing_lies_past_the_end(qtbot: QtBot) -> None:
    host, (one, _) = strip(qtbot, (100, 100), 300)
    flow = host.layout()
    assert flow is not None
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is one
    assert flow.count() == 1
    assert flow.itemAt(1) is None
    assert flow.takeAt(7) is None


@pytest.mark.parametrize(("width", "height"), [(400, 30), (250, 70)])
def test_a_column_gives_it_the_height_it_needs(qtbot: QtBot, width: int, height: int) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    column = QVBoxLayout(outer)
    column.setContentsMargins(0, 0, 0, 0)
    host, _ = strip(qtbot, (100, 100, 100), 400)
    column.addWidget(host)
    column.addStretch(1)
    outer.resize(width, 300)
    outer.show()
    qtbot.waitUntil(lambda: host.height() == height)
