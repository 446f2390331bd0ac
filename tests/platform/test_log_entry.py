"""Only events of ours with fields of their kind can be said in the log."""

import itertools
import logging
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.desk.stages import Verdict
from agent_desktop.icws.errors import NoAnswer
from agent_desktop.icws.transport import _new_reference
from agent_desktop.platform.log_entry import WITHHELD, Entry, Event, Fields, Log

CANARY = "Petrou +30 210 555 0199"


class Foreign(Enum):
    NAME = CANARY


def said(**fields: Any) -> str:
    return Entry(Event.REQUEST, fields).text  # type: ignore[arg-type]  # that is what is tried


def test_a_request_is_told_with_all_that_support_needs() -> None:
    text = said(
        reference="AB2CD3EF4G",
        ms=12,
        status=200,
        request="POST /icws/{sessionId}/dialer/update-stage",
    )
    assert text == "request: POST /icws/{sessionId}/dialer/update-stage 200 12 ms AB2CD3EF4G"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("message", "urn:inin.com:connection:connectionStateChangeMessage", None),
        ("part", Verdict.NOT_CONFIRMED, "not_confirmed"),
        ("number", 2, "2"),
        ("error", NoAnswer, "NoAnswer"),
        ("count", 3, "3"),
        ("version", "0.2.0", None),
    ],
)
def test_a_field_of_its_kind_is_shown(field: str, value: object, shown: str | None) -> None:
    assert said(**{field: value}) == f"request: {shown or value}"


@pytest.mark.parametrize("field", Fields.__annotations__)
@pytest.mark.parametrize(
    "value",
    [
        CANARY,
        "Petrou",
        "5550199222",
        "CASTELLANO",
        "urn:x:Petrou",
        "GET /icws/Petrou 7",
        5550199222,
        True,
        ValueError(CANARY),
        {"Name": CANARY},
        Foreign.NAME,
        None,
    ],
    ids=repr,
)
def test_what_is_not_of_its_kind_is_withheld(field: str, value: object) -> None:
    assert said(**{field: value}) == f"request: {WITHHELD}"


@given(st.sampled_from(sorted(Fields.__annotations__)), st.text(min_size=1))
def test_no_free_text_has_a_field(field: str, text: str) -> None:
    """Of all texts only those are shown that have the narrow form of a template or an id."""
    shown = said(**{field: text}).removeprefix("request: ")
    assert shown == WITHHELD or " " not in shown.removeprefix("GET ").removeprefix("POST ")


def test_a_field_nobody_knows_is_withheld() -> None:
    assert said(who=CANARY) == f"request: {WITHHELD}"


def test_an_event_that_is_none_of_ours_is_withheld() -> None:
    assert Entry(CANARY, {}).text == WITHHELD  # type: ignore[arg-type]  # that is what is tried


def test_every_reference_we_make_can_be_logged() -> None:
    for reference in itertools.islice(iter(_new_reference, ""), 2000):
        assert said(reference=reference) == f"request: {reference}"


def test_a_level_that_is_not_wanted_costs_no_entry(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[Event] = []
    monkeypatch.setattr(
        "agent_desktop.platform.log_entry.Entry", lambda event, _fields: made.append(event)
    )
    log = Log("agent_desktop.tests.quiet")
    with caplog.at_level(logging.INFO, "agent_desktop.tests.quiet"):
        log.debug(Event.REQUEST, status=200)
        log.info(Event.STARTED)
    assert made == [Event.STARTED]
