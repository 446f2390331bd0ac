"""The window that says why nothing starts."""

import asyncio

from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.ui.refusal import tell_refusal

REASON = "/etc/agent-desktop/policy.d/10.toml: line 3: `appearance` must be <b>dark</b>"


def shown_box() -> QMessageBox | None:
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    return next((box for box in boxes if box.isVisible()), None)


async def test_the_reason_is_told_as_it_is_until_it_is_put_away(qtbot: QtBot) -> None:
    telling = asyncio.ensure_future(tell_refusal(REASON))
    await asyncio.sleep(0)  # its first step shows the window
    box = shown_box()
    assert box is not None
    assert REASON in box.informativeText()
    assert box.textFormat().name == "PlainText"
    assert not telling.done()
    (button,) = box.findChildren(QPushButton)
    button.click()
    async with asyncio.timeout(10):
        assert await telling == 0
