"""Fonts: the system's own, at the system's size, never under nine points."""

from PySide6.QtGui import QFont, QFontMetrics

from agent_desktop.ui.theme.tokens import MIN_POINT_SIZE

# The few values that are read from a metre away: the current stage and its clock.
_DISPLAY_FACTOR = 1.4
# What is read aloud from the screen: a script's text.
_READING_FACTOR = 1.15
_ORDINARY_LINE = 18  # pixels; the highest line of a system font at its own size


def readable(system: QFont, scale: float = 1.0) -> QFont:
    """Return the system's font, `scale` times its size, at least nine points."""
    font = QFont(system)
    if font.pointSizeF() > 0:
        font.setPointSizeF(max(MIN_POINT_SIZE, font.pointSizeF()) * scale)
    else:
        font.setPixelSize(round(max(12, font.pixelSize()) * scale))
    return font


def heading(font: QFont) -> QFont:
    """Return the same font in the weight of a heading."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def display_size(font: QFont) -> str:
    """Return the size of the values that must be read from afar, as a style sheet writes it."""
    return _larger(font, _DISPLAY_FACTOR)


def reading_size(font: QFont) -> str:
    """Return the size of text that is read aloud, as a style sheet writes it."""
    return _larger(font, _READING_FACTOR)


def _larger(font: QFont, factor: float) -> str:
    if font.pointSizeF() > 0:
        return f"{font.pointSizeF() * factor:.1f}pt"
    return f"{round(font.pixelSize() * factor)}px"


def icon_side(font: QFont, least: int) -> int:
    """Return the side of an icon beside text: `least` at ordinary sizes, more with larger text."""
    return grown(font, least)


def grown(font: QFont, least: int) -> int:
    """Return a measure in pixels that grows with larger text: `least` at ordinary sizes."""
    return max(least, round(least * QFontMetrics(font).height() / _ORDINARY_LINE))


def tabular(font: QFont) -> QFont:
    """Return the same font with digits of one width, where it has them."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures
