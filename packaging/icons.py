"""The product's mark as pictures for desktops. Needs Qt, so it runs in the environment."""

from environment import ROOT
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

MARK = ROOT / "resources" / "icons" / "mark.svg"


def png(side: int) -> bytes:
    """Return the mark as a PNG, `side` pixels square."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(MARK.read_bytes())).render(painter, QRectF(picture.rect()))
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(written.data())
