"""What is copied here may be about a person: it asks to be left out of clipboard histories."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

# KDE's own hint; and Windows' three, in the form in which Qt hands over Windows' own formats.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\0\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
}


def copy(text: str) -> None:
    """Put a text on the clipboard, with the hints."""
    _put(text, QGuiApplication.clipboard())


class ClipboardHints(QObject):
    """Gives the hints to what Qt's own fields have copied, too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._look)

    def _look(self) -> None:
        if self._clipboard.ownsClipboard() and not _hinted(self._clipboard.mimeData()):
            _put(self._clipboard.text(), self._clipboard)


def _put(text: str, clipboard: QClipboard) -> None:
    copied = QMimeData()
    copied.setText(text)
    for kind, value in HINTS.items():
        copied.setData(kind, value)
    clipboard.setMimeData(copied)


def _hinted(copied: QMimeData) -> bool:
    return all(copied.hasFormat(kind) for kind in HINTS)
