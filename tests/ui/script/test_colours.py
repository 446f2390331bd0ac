"""A page's colours: the campaign's hue stays, and every one can be read in every theme."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from agent_desktop.ui.script.colours import LEAST_CONTRAST, PageColours, page_colours
from agent_desktop.ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    LIGHT,
    SCHEMES,
    Colours,
    contrast,
)

WORDS = ["", "Black", "white", "yellow", "#f00", "navy", "gray", "rgb(12, 200, 30)", "#fffbe6"]


@pytest.mark.parametrize("theme", SCHEMES, ids=lambda theme: theme.name)
def test_every_pair_can_be_read(theme: Colours) -> None:
    for foreground, background in product(WORDS, WORDS):
        found = page_colours(foreground, background, theme)
        assert contrast(found.ink, found.ground) >= LEAST_CONTRAST, (foreground, background)


def test_colours_that_can_be_read_stay_as_the_campaign_has_them() -> None:
    assert page_colours("#7a3e00", "#fff4d6", LIGHT) == PageColours("#7a3e00", "#fff4d6")
    assert page_colours("white", "navy", DARK) == PageColours("#ffffff", "#000080")


@pytest.mark.parametrize(("theme", "ink"), [(LIGHT, "#ffe000"), (DARK, "#a00000")])
def test_a_hue_stays_where_its_lightness_is_moved(theme: Colours, ink: str) -> None:
    found = page_colours(ink, "", theme)
    assert found.ink != ink
    assert abs(QColor(found.ink).hslHueF() - QColor(ink).hslHueF()) < 0.02


def test_a_light_page_is_dark_in_a_dark_theme() -> None:
    paper = page_colours("Black", "White", DARK)
    assert paper.ground == DARK.panel
    assert contrast(paper.ink, paper.ground) > 10
    yellow = page_colours("Black", "#fffbe6", DARK)
    assert QColor(yellow.ground).lightnessF() < 0.2
    assert abs(QColor(yellow.ground).hslHueF() - QColor("#fffbe6").hslHueF()) < 0.03


@pytest.mark.parametrize("word", ["", "  ", "no colour", "rgb(300, 0, 0)", "transparent", "#12"])
def test_what_is_no_colour_leaves_the_themes(word: str) -> None:
    assert page_colours(word, word, LIGHT) == PageColours(LIGHT.text, LIGHT.panel)


def test_each_spelling_means_its_colour() -> None:
    for word in ("navy", "#000080", "rgb(0, 0, 128)", " RGB(0,0,128) "):
        assert page_colours("", word, LIGHT).ground == "#000080"
    assert page_colours("", "#008", LIGHT).ground == "#000088"


def test_high_contrast_has_its_own_colours_only() -> None:
    found = page_colours("red", "yellow", HIGH_CONTRAST_DARK)
    assert found == PageColours(HIGH_CONTRAST_DARK.text, HIGH_CONTRAST_DARK.panel)
