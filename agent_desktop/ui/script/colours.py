"""A script page's own colours, made readable in the theme that is worn."""

import re

from PySide6.QtGui import QColor

from agent_desktop.immutable import immutable
from agent_desktop.ui.theme.tokens import Colours, contrast

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
_STEP = 0.02  # of the way from black to white
_NIGHT = 0.13  # how light a light ground may be where the theme is dark
_NIGHT_HUE = 0.55  # and how much of its colour it keeps
_PAPER = 0.93  # how light ink may be where the theme is dark


@immutable
class PageColours:
    """The two colours of a page's text, `#rrggbb`, at least 4.5:1 apart."""

    ink: str
    ground: str


def page_colours(foreground: str, background: str, theme: Colours) -> PageColours:
    """Return the campaign's colours, moved as far as it takes to read them.

    Each may be a name, `#rgb`, `#rrggbb` or `rgb(r, g, b)`; what is none of these counts as not
    given. Hues stay. A light ground is turned dark in a dark theme, its ink with it; a theme of
    high contrast has its own colours only.
    """
    if theme.high_contrast:
        return PageColours(theme.text, theme.panel)
    ground, ink = _parsed(background), _parsed(foreground)
    if ground is None:
        turned = theme.dark and ink is not None
        ground = QColor(theme.panel)
    else:
        turned = theme.dark and ground.lightnessF() > 0.5
        ground = _night(ground, theme) if turned else ground
    ink = QColor(theme.text) if ink is None else ink
    if turned and ink.lightnessF() < 0.5:
        ink = _with_lightness(ink, min(_PAPER, 1 - ink.lightnessF()))
    return PageColours(_readable(ink, ground).name(), ground.name())


def _parsed(text: str) -> QColor | None:
    """Return the colour a text means, None where it means none."""
    found = _RGB.fullmatch(text.strip())
    if found:
        parts = [int(part) for part in found.groups()]
        return QColor(*parts) if max(parts) <= 255 else None
    colour = QColor.fromString(text.strip())
    return QColor(colour.rgb()) if colour.isValid() and colour.alpha() else None


def _night(ground: QColor, theme: Colours) -> QColor:
    """Return a light ground as it is at night: its hue, dark; plain white is the panel's own."""
    saturation = ground.hslSaturationF()
    if saturation < _STEP:
        return QColor(theme.panel)
    return QColor.fromHslF(max(ground.hslHueF(), 0.0), saturation * _NIGHT_HUE, _NIGHT)


def _readable(ink: QColor, ground: QColor) -> QColor:
    """Return the ink, lightened or darkened until it stands out from the ground."""
    below = ground.name()
    step = _STEP if contrast("#ffffff", below) > contrast("#000000", below) else -_STEP
    while contrast(ink.name(), below) < LEAST_CONTRAST:
        ink = _with_lightness(ink, ink.lightnessF() + step)
    return ink


def _with_lightness(colour: QColor, lightness: float) -> QColor:
    hue = max(colour.hslHueF(), 0.0)  # grey has none
    return QColor.fromHslF(hue, colour.hslSaturationF(), min(1.0, max(0.0, lightness)))
