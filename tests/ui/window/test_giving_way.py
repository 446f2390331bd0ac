"""What gives way in a small window, and how the whole of it is still told."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.ui.main_window import SMALLEST_SIZE, MainWindow
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.banner import Banner
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.plain_text import button_text, tip
from tests.ui.finding import find, let_settle

LONG = "Renewal of contracts in the spring of the year"


@pytest.fixture
def label(qtbot: QtBot) -> ElidedLabel:
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.setText(LONG)
    made.resize(made.sizeHint())
    made.show()
    return made


def drawn(label: ElidedLabel) -> QImage:
    return label.grab().toImage()


def test_a_label_with_room_shows_all_of_it(label: ElidedLabel) -> None:
    whole = drawn(label)
    label.resize(label.width() + 40, label.height())
    wider = drawn(label).copy(0, 0, whole.width(), whole.height())
    assert wider == whole


def test_a_label_without_room_is_cut_but_its_text_is_whole(label: ElidedLabel) -> None:
    whole = drawn(label)
    label.resize(label.minimumSizeHint())
    assert label.width() < whole.width() / 2
    assert drawn(label) != whole.copy(0, 0, label.width(), label.height())
    assert label.text() == LONG
    assert label.toolTip() == LONG


def test_a_short_text_needs_no_more_than_its_own_room(label: ElidedLabel) -> None:
    label.setText("4")
    assert label.minimumSizeHint().width() == label.sizeHint().width()


def test_a_brief_banner_keeps_its_name_and_says_the_rest_under_the_pointer(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.set_content("warning", "The dialer is away.", "Your call goes on.")
    banner.resize(600, banner.sizeHint().height())
    banner.show()
    high = banner.sizeHint().height()
    banner.set_brief(True)
    let_settle()
    assert banner.sizeHint().height() < high
    assert banner.accessibleName() == "The dialer is away. Your call goes on."
    assert banner.toolTip() == "Your call goes on."
    banner.set_content("warning", "The dialer is away.", "It will be back.")
    assert banner.toolTip() == "It will be back."
    banner.set_brief(False)
    assert banner.toolTip() == ""


@pytest.mark.parametrize("more", [0, -1], ids=["enough", "a pixel short"])
def test_a_brief_banner_keeps_to_one_line_where_its_title_has_room(qtbot: QtBot, more: int) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.set_content("error", "No answer.", "Your call goes on.")
    banner.set_actions([("try", "Try once more right now"), ("copy", "Copy all of the details")])
    banner.set_brief(True)
    banner.resize(900, 60)
    banner.show()
    let_settle()
    title, button = banner._title, find(banner, QPushButton, "bannerAction-try")
    taken = title.fontMetrics().horizontalAdvance(title.text()) - title.width()
    banner.resize(900 + taken + more, 60)
    let_settle()
    beside = button.mapTo(banner, QPoint()).x() > title.x()
    assert beside is (more == 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada & Bo", "Ada & Bo"),
        ("<b>Ada</b>\n& Bo", "<p>&lt;b&gt;Ada&lt;/b&gt;<br>&amp; Bo</p>"),
    ],
)
def test_a_tool_tip_reads_no_markup_into_a_name(text: str, shown: str) -> None:
    assert tip(text) == shown


def test_a_button_reads_no_key_into_a_name() -> None:
    assert button_text("Q&A && more") == "Q&&A &&&& more"


def test_with_larger_text_the_smallest_window_is_larger(qtbot: QtBot, qapp: QApplication) -> None:
    ordinary = MainWindow()
    qtbot.addWidget(ordinary)
    apply(qapp, "light", text_scale=1.75)
    large = MainWindow()
    qtbot.addWidget(large)
    assert (ordinary.minimumWidth(), ordinary.minimumHeight()) == SMALLEST_SIZE
    assert large.minimumWidth() > 1.3 * ordinary.minimumWidth()
    assert large.minimumHeight() > 1.3 * ordinary.minimumHeight()
