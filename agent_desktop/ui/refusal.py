"""The windows that say why the program doesn't start."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def refusal(reason: str) -> QMessageBox:
    """Return the window that says why. `reason` names a policy and what is wrong in it."""
    told = QCoreApplication.translate(
        "Refusal", "Without them the program doesn't start. Pass this on to your IT department:"
    )
    return _box(
        QCoreApplication.translate("Refusal", "Your organisation's settings can't be used."),
        f"{told}\n\n{reason}",
    )


def no_start(over: QWidget) -> QMessageBox:
    """Return the window that says, over the dialog, that a fault ends the start."""
    return _box(
        QCoreApplication.translate("Refusal", "Agent Desktop had a fault and can't go on."),
        QCoreApplication.translate(
            "Refusal",
            "A report of it lies on this computer and is offered at the next start. "
            "If it happens again, install the program anew or pass this on to your IT department.",
        ),
        over,
    )


def _box(what: str, more: str, over: QWidget | None = None) -> QMessageBox:
    box = QMessageBox(over)
    box.setObjectName("refusal")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("Refusal", "Agent Desktop"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(more)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return box
