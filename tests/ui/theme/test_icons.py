import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from agent_desktop.platform.resources import resources
from agent_desktop.ui.theme.icons import MARK_SIZES, app_icon, icon, mark, pixmap
from agent_desktop.ui.theme.theme import apply
from agent_desktop.ui.theme.tokens import DARK, LIGHT

NAMES = sorted(f.stem for f in (resources() / "icons").glob("*.svg") if f.stem != "mark")


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply(qapp, "light")
    yield
    apply(qapp, "light")


def colours_in(picture: QPixmap) -> set[str]:
    """The colours of all wholly opaque pixels."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_drawn_in_the_asked_colour(qapp: QApplication, name: str) -> None:
    assert colours_in(pixmap(name, "#c01020", 40)) == {"#c01020"}


@pytest.mark.parametrize("name", NAMES)
def test_each_drawing_is_a_line_drawing_on_the_grid(name: str) -> None:
    svg = Path(resources() / "icons" / f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in svg
    assert not re.search("#[0-9a-fA-F]{3,6}", svg)


def test_an_icon_has_all_pixels_of_a_dense_screen(qapp: QApplication) -> None:
    drawn = icon("bell").pixmap(QSize(20, 20), 2.0)
    assert drawn.size() == QSize(40, 40)
    assert drawn.devicePixelRatio() == 2.0


def test_an_icon_in_use_takes_the_colours_of_a_new_theme(qapp: QApplication) -> None:
    bell = icon("bell")
    assert LIGHT.text in colours_in(bell.pixmap(QSize(20, 20), 2.0))
    apply(qapp, "dark")
    assert DARK.text in colours_in(bell.pixmap(QSize(20, 20), 2.0))


def test_a_disabled_icon_is_quiet(qapp: QApplication) -> None:
    drawn = icon("bell").pixmap(QSize(20, 20), 2.0, QIcon.Mode.Disabled)
    assert LIGHT.text_quiet in colours_in(drawn)


def test_an_icon_is_painted_in_the_middle(qapp: QApplication) -> None:
    canvas = QPixmap(60, 20)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    icon("dot", "danger").paint(painter, QRect(0, 0, 60, 20))
    painter.end()
    assert canvas.toImage().pixelColor(30, 10).name() == LIGHT.danger


def test_an_icon_survives_being_copied_and_changed(qapp: QApplication) -> None:
    copy = QIcon(icon("bell"))
    copy.addPixmap(QPixmap(8, 8))
    assert LIGHT.text in colours_in(copy.pixmap(QSize(20, 20), 2.0))


def test_the_same_icon_is_made_once(qapp: QApplication) -> None:
    assert icon("bell", "danger") is icon("bell", "danger")


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_an_unknown_colour_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(AttributeError):
        icon("bell", "no_such_role")


def test_the_mark_comes_in_every_size(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} == set(MARK_SIZES)
    assert mark(40).deviceIndependentSize().width() == 40
