"""The measures and colours of the product, as plain values; no Qt here.

Every colour the window shows comes from one of the four tables below. `contrast` says how far two
of them are apart, and the tests hold each pair in use to WCAG 2.2: text at least 4.5:1, shapes
that carry meaning at least 3:1.
"""

from agent_desktop.immutable import immutable


@immutable
class Spacing:
    """The five distances, in device-independent pixels."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 - one of a scale of sizes, always read as SPACE.l
    xl: int = 24


SPACE = Spacing()
RADIUS = 6
ROW = 32
CONTROL = 32  # the height of a button or a field
TARGET = 24  # the least side of anything that can be pressed
MIN_POINT_SIZE = 9.0


@immutable
class Colours:
    """One scheme. Each value is `#rrggbb`, but for `scrim`, which is `#aarrggbb`.

    A tone (accent, success, warning, danger) has a fill for shapes, a text value that reads on
    every surface and on its own tint, and a tint for backgrounds.
    """

    name: str
    dark: bool

    window: str  # the frame of the desk: header, side list
    panel: str  # where the work is done
    raised: str  # menus, cards, buttons
    field: str  # where one types
    hover: str
    pressed: str
    selection: str
    scrim: str

    line: str  # hairlines between areas; they carry no meaning
    outline: str  # the edge of a control
    focus: str

    text: str
    text_quiet: str

    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_quiet: str

    success: str
    success_text: str
    success_tint: str

    warning: str
    warning_text: str
    warning_tint: str

    danger: str
    danger_hover: str
    on_danger: str
    danger_text: str
    danger_tint: str

    @property
    def high_contrast(self) -> bool:
        """Whether this scheme is one of the two of high contrast."""
        return self.name.startswith("high-contrast")


LIGHT = Colours(
    name="light",
    dark=False,
    window="#f3f4f6",
    panel="#ffffff",
    raised="#ffffff",
    field="#ffffff",
    hover="#eceef2",
    pressed="#e0e4ea",
    selection="#e2ebfb",
    scrim="#8014181f",
    line="#dde1e7",
    outline="#7d8592",
    focus="#1d5fd1",
    text="#191d24",
    text_quiet="#545c69",
    accent="#1d5fd1",
    accent_hover="#174fb0",
    on_accent="#ffffff",
    accent_text="#1a55bd",
    accent_quiet="#e9f0fd",
    success="#1d824a",
    success_text="#17693b",
    success_tint="#e4f4ea",
    warning="#b26a00",
    warning_text="#7d4a00",
    warning_tint="#fdf1dc",
    danger="#c7352d",
    danger_hover="#a92a23",
    on_danger="#ffffff",
    danger_text="#ab261f",
    danger_tint="#fdeae8",
)

DARK = Colours(
    name="dark",
    dark=True,
    window="#15171b",
    panel="#1c1f24",
    raised="#25292f",
    field="#17191d",
    hover="#2a2e35",
    pressed="#333841",
    selection="#243550",
    scrim="#a6000000",
    line="#31363e",
    outline="#7b8391",
    focus="#78a9ff",
    text="#e9ebef",
    text_quiet="#a8b0bc",
    accent="#78a9ff",
    accent_hover="#93baff",
    on_accent="#0a1424",
    accent_text="#8fb7ff",
    accent_quiet="#1f2d45",
    success="#48bd7e",
    success_text="#72d49c",
    success_tint="#18301f",
    warning="#e0a13a",
    warning_text="#f0bd68",
    warning_tint="#362a12",
    danger="#f0776d",
    danger_hover="#f4938b",
    on_danger="#240705",
    danger_text="#ff9d95",
    danger_tint="#3b1d1b",
)

HIGH_CONTRAST_LIGHT = Colours(
    name="high-contrast-light",
    dark=False,
    window="#ffffff",
    panel="#ffffff",
    raised="#ffffff",
    field="#ffffff",
    hover="#e6ecf7",
    pressed="#d3def2",
    selection="#d3def2",
    scrim="#cc000000",
    line="#000000",
    outline="#000000",
    focus="#0033a0",
    text="#000000",
    text_quiet="#262626",
    accent="#0033a0",
    accent_hover="#00226b",
    on_accent="#ffffff",
    accent_text="#0033a0",
    accent_quiet="#e6ecf7",
    success="#00501e",
    success_text="#00461a",
    success_tint="#eaf6ee",
    warning="#6b3f00",
    warning_text="#553200",
    warning_tint="#fff4de",
    danger="#9b0f0a",
    danger_hover="#700a06",
    on_danger="#ffffff",
    danger_text="#850b07",
    danger_tint="#fdecea",
)

HIGH_CONTRAST_DARK = Colours(
    name="high-contrast-dark",
    dark=True,
    window="#000000",
    panel="#000000",
    raised="#000000",
    field="#000000",
    hover="#16243d",
    pressed="#213659",
    selection="#213659",
    scrim="#cc000000",
    line="#ffffff",
    outline="#ffffff",
    focus="#8ec2ff",
    text="#ffffff",
    text_quiet="#e4e4e4",
    accent="#8ec2ff",
    accent_hover="#b8d9ff",
    on_accent="#000000",
    accent_text="#a8d0ff",
    accent_quiet="#16243d",
    success="#6fe3a2",
    success_text="#8df0b8",
    success_tint="#00220f",
    warning="#ffc861",
    warning_text="#ffd485",
    warning_tint="#2a1d00",
    danger="#ff9a92",
    danger_hover="#ffbab4",
    on_danger="#000000",
    danger_text="#ffb0a9",
    danger_tint="#330806",
)

SCHEMES = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1.0 to 21.0 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if len(colour) != len("#rrggbb") or not colour.startswith("#"):
        raise ValueError(f"not a #rrggbb colour: {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
