from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.section_label import SectionLabel
from agent_desktop.ui.widgets.spinner import Spinner


def turns(spinner: Spinner) -> bool:
    return spinner._frames.running


def test_a_spinner_turns_only_while_it_shows(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    assert not turns(spinner)
    spinner.show()
    assert turns(spinner)
    spinner.hide()
    assert not turns(spinner)


def test_a_spinner_looks_busy_when_nothing_may_move(qtbot: QtBot, qapp: QApplication) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    spinner.resize(spinner.sizeHint())
    spinner.show()
    turning = spinner.grab().toImage()
    apply(qapp, "light", still=True)
    assert not turns(spinner)
    assert spinner.grab().toImage() != turning


def test_a_spinner_turns_while_it_is_watched(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    spinner.resize(spinner.sizeHint())
    spinner.show()
    first = spinner.grab().toImage()
    qtbot.waitUntil(lambda: spinner.grab().toImage() != first, timeout=3000)


def test_an_empty_state_says_what_will_appear_and_why_not_yet(qtbot: QtBot) -> None:
    empty = EmptyState("list", "No campaigns yet", "They appear when the dialer has sent them.")
    qtbot.addWidget(empty)
    assert empty.accessibleName() == ("No campaigns yet They appear when the dialer has sent them.")
    empty.set_text("Nothing found")
    assert empty.accessibleName() == "Nothing found"
    shown = [label.text() for label in empty.findChildren(QLabel) if label.isVisibleTo(empty)]
    assert "They appear when the dialer has sent them." not in shown


def test_an_empty_state_offers_a_button_where_one_helps(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()
    button = empty.findChild(QPushButton, "emptyAction")
    assert isinstance(button, QPushButton)
    assert not button.isVisible()
    empty.set_action("Try again")
    assert button.isVisible()
    with qtbot.waitSignal(empty.action_pressed, timeout=1000):
        button.click()


def test_a_section_label_is_plain_text(qtbot: QtBot) -> None:
    label = SectionLabel("<b>Stage</b>")
    qtbot.addWidget(label)
    assert label.property("role") == "section"
    assert label.sizeHint().width() > SectionLabel("Stage").sizeHint().width()
