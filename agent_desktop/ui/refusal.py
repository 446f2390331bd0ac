"""The window that says why the program doesn't start."""

import asyncio

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox


async def tell_refusal(reason: str) -> int:
    """Show why, until it is put away. `reason` names a policy and what is wrong in it."""
    box = QMessageBox()
    box.setObjectName("refusal")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("Refusal", "Agent Desktop"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        QCoreApplication.translate("Refusal", "Your organisation's settings can't be used.")
    )
    told = QCoreApplication.translate(
        "Refusal", "Without them the program doesn't start. Pass this on to your IT department:"
    )
    box.setInformativeText(f"{told}\n\n{reason}")
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    closed = asyncio.Event()
    box.finished.connect(closed.set)
    box.open()
    await closed.wait()
    return 0
