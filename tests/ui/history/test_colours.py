"""The stage colours: seen on every ground, read under every number, told apart."""

from itertools import combinations

import pytest

from agent_desktop.ui.history.colours import scale_for
from agent_desktop.ui.theme.tokens import SCHEMES, Colours, contrast

GROUNDS = ("window", "panel", "raised", "hover", "selection")


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
def test_every_stage_stands_out_from_every_ground_of_a_row(colours: Colours) -> None:
    for fill in scale_for(colours).fills:
        assert min(contrast(fill, getattr(colours, ground)) for ground in GROUNDS) >= 3.0


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
def test_the_number_reads_on_every_stage(colours: Colours) -> None:
    scale = scale_for(colours)
    least = 7.0 if colours.high_contrast else 4.5
    assert min(contrast(fill, scale.ink) for fill in scale.fills) >= least


@pytest.mark.parametrize("colours", SCHEMES, ids=lambda c: c.name)
def test_no_two_stages_share_a_colour_and_all_are_as_light(colours: Colours) -> None:
    scale = scale_for(colours)
    assert all(one != other for one, other in combinations(scale.fills, 2))
    lightness = [contrast(fill, scale.ink) for fill in scale.fills]
    assert max(lightness) - min(lightness) < 0.2


def test_stages_beyond_nine_take_the_colours_of_one_to_nine_again() -> None:
    scale = scale_for(SCHEMES[0])
    assert scale.fill(10) == scale.fill(1)
    assert scale.fill(112) == scale.fill(4)
    assert scale.fill(0) not in {scale.fill(number) for number in range(1, 30)}
