"""The windows that say why nothing starts."""

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.refusal import no_start, refusal

REASON = "/etc/agent-desktop/policy.d/10.toml: line 3: `appearance` must be <b>dark</b>"


def put_away(box: QMessageBox) -> None:
    (button,) = box.findChildren(QPushButton)
    button.click()


def test_the_reason_is_told_as_it_is_until_it_is_put_away(qtbot: QtBot) -> None:
    box = refusal(REASON)
    qtbot.addWidget(box)
    box.open()
    assert REASON in box.informativeText()
    assert box.textFormat().name == "PlainText"
    put_away(box)
    assert not box.isVisible()


def test_a_fault_at_the_start_is_told_over_the_dialog(qtbot: QtBot) -> None:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    dialog.show()
    box = no_start(dialog)
    box.open()
    assert "A report of it lies on this computer" in box.informativeText()
    put_away(box)
    assert not box.isVisible()
