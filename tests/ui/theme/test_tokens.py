import re
from dataclasses import fields

import pytest

from agent_desktop.ui.theme.tokens import SCHEMES, Colours, contrast

TEXT = 4.5
SHAPE = 3.0
HIGH_TEXT = 7.0

SURFACES = ("window", "panel", "raised", "field", "hover", "pressed", "selection")
TONES = ("accent", "success", "warning", "danger")
TINTS = {
    "accent": "accent_quiet",
    "success": "success_tint",
    "warning": "warning_tint",
    "danger": "danger_tint",
}
TEXT_PAIRS = (
    *(("text", surface) for surface in SURFACES),
    *(("text_quiet", surface) for surface in SURFACES),
    *(("text", tint) for tint in TINTS.values()),
    *(("text_quiet", tint) for tint in TINTS.values()),
    *((f"{tone}_text", surface) for tone in TONES for surface in ("window", "panel", "raised")),
    *((f"{tone}_text", "hover") for tone in TONES),
    *((f"{tone}_text", tint) for tone, tint in TINTS.items()),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
)
SHAPE_PAIRS = (
    *((shape, surface) for shape in ("outline", "focus", *TONES) for surface in SURFACES[:4]),
    *((tone, tint) for tone, tint in TINTS.items()),
    *((tone, surface) for tone in TONES for surface in ("hover", "selection")),
    ("outline", "hover"),
    ("outline", "accent_quiet"),
    ("focus", "selection"),
    ("focus", "hover"),
)


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_every_text_reads_on_what_lies_under_it(colours: Colours, front: str, back: str) -> None:
    least = HIGH_TEXT if colours.name.startswith("high") else TEXT
    assert contrast(getattr(colours, front), getattr(colours, back)) >= least


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
@pytest.mark.parametrize(("front", "back"), SHAPE_PAIRS)
def test_every_shape_stands_out_from_its_surface(colours: Colours, front: str, back: str) -> None:
    assert contrast(getattr(colours, front), getattr(colours, back)) >= SHAPE


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
def test_every_colour_is_written_in_full(colours: Colours) -> None:
    for field in fields(colours):
        value = getattr(colours, field.name)
        if isinstance(value, str) and field.name not in ("name", "scrim"):
            assert re.fullmatch(r"#[0-9a-f]{6}", value), field.name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("wrong", ["#fff", "ffffff0", "#8014181f", ""])
def test_contrast_refuses_what_is_not_a_full_colour(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a #rrggbb colour"):
        contrast(wrong, "#ffffff")
