"""20,000 cases: nothing but documented errors, no hang, and what each reader promises."""

import random

import pytest

from tests.fuzz import cases
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS, cases_of

ORDINARY = 20_000


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_that_is_sent_breaks_a_reader(target: Target) -> None:
    tried = cases.run(target, cases_of(target, ORDINARY), random.getrandbits(31))
    assert tried.finding == ""
    assert tried.cases >= cases_of(target, ORDINARY)


def test_an_ordinary_run_has_20000_cases() -> None:
    assert sum(cases_of(target, ORDINARY) for target in TARGETS) >= ORDINARY
