"""Draws the icon for Windows: `python packaging/windows_icon.py`, in the environment."""

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

ICON = Path(__file__).resolve().parent / "windows" / "agent-desktop.ico"
SIZES = (16, 20, 24, 32, 48, 64, 256)


def drawn() -> bytes:
    """Return an ICO file with the program's mark as a PNG of each size."""
    from agent_desktop.ui.theme.icons import app_icon

    mark = app_icon()
    pictures = [_png(mark.pixmap(size, size).toImage().scaled(size, size)) for size in SIZES]
    at = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 means 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + body


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(buffer.data().data())


if __name__ == "__main__":
    app = QGuiApplication([])
    ICON.write_bytes(drawn())
