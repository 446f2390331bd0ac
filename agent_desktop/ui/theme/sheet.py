"""The style sheet: `resources/styles/desktop.qss` with its placeholders filled in.

`{name}` is a colour of the scheme or one of the measures below; `{icon:name:colour}` is the path
of a drawing in that colour.
"""

import re
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont

from agent_desktop.platform.resources import resources
from agent_desktop.ui.theme.drawings import GRID, drawing
from agent_desktop.ui.theme.fonts import display_size, reading_size
from agent_desktop.ui.theme.tokens import CONTROL, RADIUS, ROW, SPACE, TARGET, Colours

_SCALES = (1, 2, 3)
_PLACEHOLDER = re.compile(r"\{(?:icon:([a-z-]+):)?([a-z_]+)\}")


def style_sheet(colours: Colours, font: QFont, drawings: Path) -> str:
    """Return the style sheet of a scheme at the size of `font`.

    A style sheet can name a drawing by its file only, so those it names are written into the
    folder `drawings`. Raises KeyError for a placeholder that nothing fills.
    """
    measures = _measures(colours, font)

    def fill(found: re.Match[str]) -> str:
        picture, name = found.group(1), found.group(2)
        if picture:
            return _drawn(picture, _colour(colours, name), drawings)
        return measures[name] if name in measures else _colour(colours, name)

    return _PLACEHOLDER.sub(fill, _template(resources()))


@cache
def _template(folder: Path) -> str:
    return (folder / "styles" / "desktop.qss").read_text(encoding="utf-8")


def _measures(colours: Colours, font: QFont) -> dict[str, str]:
    return {
        "space_xs": f"{SPACE.xs}px",
        "space_s": f"{SPACE.s}px",
        "space_m": f"{SPACE.m}px",
        "space_l": f"{SPACE.l}px",
        "space_xl": f"{SPACE.xl}px",
        "radius": f"{RADIUS}px",
        "row": f"{ROW}px",
        "target": f"{TARGET}px",
        # What is left of a control's height inside an edge of 1 px and 4 px of air.
        "control_inner": f"{CONTROL - 2 * (1 + SPACE.xs)}px",
        # Where every edge is black or white, dashes say that a control is off.
        "off_edge": "dashed" if colours.high_contrast else "solid",
        "display_size": display_size(font),
        "reading_size": reading_size(font),
    }


def _colour(colours: Colours, name: str) -> str:
    value = getattr(colours, name, None)
    if not isinstance(value, str):
        raise KeyError(f"desktop.qss names {name!r}, which is neither a colour nor a measure")
    return value


def _drawn(picture: str, colour: str, folder: Path) -> str:
    """Write a drawing for each screen scale, by Qt's naming of such files; return the first."""
    file = folder / f"{picture}-{colour[1:]}.svg"
    if not file.exists():
        svg = drawing(picture, colour)
        for scale in _SCALES:
            side = b'width="%d" height="%d"' % (GRID * scale, GRID * scale)
            sized = svg.replace(b'width="%d" height="%d"' % (GRID, GRID), side, 1)
            suffix = "" if scale == 1 else f"@{scale}x"
            file.with_stem(file.stem + suffix).write_bytes(sized)
    return file.as_posix()
