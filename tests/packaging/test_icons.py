"""The mark as pictures for desktops."""

from icons import png
from PySide6.QtGui import QImage


def test_the_mark_is_drawn_in_the_size_that_is_asked_for() -> None:
    picture = QImage.fromData(png(48))
    assert (picture.width(), picture.height()) == (48, 48)
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(24, 12).alpha() == 255
