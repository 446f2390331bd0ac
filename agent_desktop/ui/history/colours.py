"""The colours of the stages in a bar: calm, told apart by hue, each as light as the others.

They follow from the tokens of a scheme: every fill has the same contrast to the ink of the number
written on it, just so much that it stands out from every ground a row can have. Red and amber
are left out; in this product they mean trouble.
"""

from functools import lru_cache
from math import cos, radians, sin

from agent_desktop.immutable import immutable
from agent_desktop.ui.theme.tokens import Colours, contrast

# Stage 0 is where every call begins: grey. Stages 1 to 9 are far from their neighbours in hue.
_GREY_CHROMA = 0.02
_CHROMA = 0.09
_HUES = (258, 258, 165, 305, 110, 215, 345, 140, 280, 190)  # degrees, OKLCH
_INK_CONTRAST = {"light": 4.6, "dark": 6.0}
_HIGH_INK_CONTRAST = 8.5
_STEPS = 24


@immutable
class StageScale:
    """A fill for each stage number, and the ink that reads on all of them; each `#rrggbb`."""

    fills: tuple[str, ...]
    ink: str

    def fill(self, number: int) -> str:
        """Return the colour of a stage; beyond 9 the colours of 1 to 9 come again."""
        last = len(self.fills) - 1
        return self.fills[(number - 1) % last + 1 if number > 0 else 0]


@lru_cache(maxsize=8)
def scale_for(colours: Colours) -> StageScale:
    """Return the stage colours of a scheme."""
    ink = colours.text if colours.name == "light" else colours.panel
    wanted = _INK_CONTRAST.get(colours.name, _HIGH_INK_CONTRAST)
    fills = tuple(
        _as_light_as(wanted, ink, _CHROMA if number else _GREY_CHROMA, hue)
        for number, hue in enumerate(_HUES)
    )
    return StageScale(fills, ink)


def _as_light_as(wanted: float, ink: str, chroma: float, hue: float) -> str:
    """Return the colour of a hue whose contrast to the ink is just that wanted or a little more."""
    ink_is_dark = contrast(ink, "#ffffff") > contrast(ink, "#000000")
    low, high = 0.0, 1.0
    if not ink_is_dark:
        low, high = high, low
    for _step in range(_STEPS):
        middle = (low + high) / 2
        colour = _rgb(middle, chroma, hue)
        beyond = (contrast(colour, "#000000") > contrast(ink, "#000000")) is ink_is_dark
        if beyond and contrast(colour, ink) >= wanted:
            high = middle
        else:
            low = middle
    return _rgb(high, chroma, hue)


def _rgb(lightness: float, chroma: float, hue: float) -> str:
    """Return an OKLCH colour as `#rrggbb`, greyer where the screen has none so colourful."""
    for share in range(20, -1, -1):
        channels = _linear_rgb(lightness, chroma * share / 20, hue)
        if all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels):
            return "#" + "".join(f"{_byte(channel):02x}" for channel in channels)
    return "#ffffff" if lightness > 0.5 else "#000000"


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return linear light of red, green and blue (the published OKLab matrices)."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _byte(linear: float) -> int:
    value = min(1.0, max(0.0, linear))
    encoded = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * encoded)
