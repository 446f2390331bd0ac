"""Notices in words: each cause has its sentences, and its details hold what support needs."""

import re
from dataclasses import replace

import pytest

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.links import LinkPart
from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.desk.panels import PhoneAction
from agent_desktop.ui.notices.words import details, words
from tests.desk.moments import at

FACTS = Facts(
    user="ada",
    station="7001",
    server="ic1.example",
    campaign="Spring renewal",
    stage="2 Offer",
    subject="At lunch",
    initiator="Sam Okoro",
    count=5,
)
ANSWER = Answer(
    status=403,
    error_id="error.request.licence",
    message="No licence is free.",
    reference="a1b2c3",
    detail="LicenceMissing",
)


def notice(cause: Cause, facts: Facts = FACTS, answer: Answer | None = None) -> Notice:
    return Notice(1, cause, at(0), facts, answer or Answer())


def test_a_server_is_named_as_the_header_names_it_and_in_full_among_the_details() -> None:
    told = notice(Cause.SESSION_LINK_DOWN, replace(FACTS, server="https://ic1.example:8019"))
    assert words(told).what == "The server ic1.example:8019 doesn't answer."
    assert "https://ic1.example:8019" in details(told)


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("facts", [FACTS, Facts()], ids=["all facts", "no facts"])
@pytest.mark.parametrize("answer", [Answer(), ANSWER], ids=["no answer", "answer"])
def test_each_cause_is_told_in_whole_sentences(cause: Cause, facts: Facts, answer: Answer) -> None:
    said = words(notice(cause, facts, answer))
    assert said.what != cause.value
    for part in (said.what, said.means, said.do):
        assert not re.search(r"[{}]", part)
        assert part == part.strip() or not facts.campaign
    assert said.what.endswith(".")
    assert not said.means or said.means.endswith(".")
    assert not said.do or said.do.endswith(".")


def test_no_two_causes_say_the_same() -> None:
    said = [words(notice(cause)).what for cause in Cause]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "subject", ["ready-for-calls", "form", "statuses", "queue", "establish-persistent-connection"]
)
def test_a_failed_request_says_which_and_what_it_means(subject: str) -> None:
    said = words(notice(Cause.REQUEST_FAILED, replace(FACTS, subject=subject)))
    assert said.what != words(notice(Cause.REQUEST_FAILED)).what
    assert said.means


@pytest.mark.parametrize(
    ("part", "what", "still"),
    [
        (LinkPart.NETWORK, "no network on the way to ic1.example", "Notes and script are kept"),
        (LinkPart.SERVER, "The server ic1.example doesn't answer", "Notes and script are kept"),
        (LinkPart.STREAM, "The messages of ic1.example", "Stages still go out; outcomes wait"),
        (LinkPart.SESSION, "Your session on ic1.example has ended", "Nothing you typed is lost"),
    ],
)
def test_a_lost_link_is_named_with_what_still_works(part: LinkPart, what: str, still: str) -> None:
    facts = Facts(server="ic1.example", subject=part.value)
    said = words(notice(Cause.SESSION_LINK_DOWN, facts))
    assert what in said.what
    assert still in said.means
    assert said.do


def test_an_ended_session_that_is_brought_back_says_why_it_ended() -> None:
    facts = Facts(server="ic1.example", subject=LinkPart.SESSION.value)
    said = words(notice(Cause.SESSION_LINK_DOWN, facts, ANSWER))
    assert "The server says: No licence is free." in said.means
    assert "by itself" in said.do


def test_a_missing_licence_names_agent_and_station_and_whom_to_ask() -> None:
    said = words(notice(Cause.LICENCE_MISSING))
    assert "(ada)" in said.what
    assert "(7001)" in said.what
    assert "PureConnect administrator" in said.do


def test_a_missing_licence_without_a_station_says_none() -> None:
    said = words(notice(Cause.LICENCE_MISSING, replace(FACTS, station="")))
    assert "(none)" in said.what


@pytest.mark.parametrize(
    "cause",
    [
        Cause.SESSION_EXPIRED,
        Cause.STAGE_REFUSED,
        Cause.STAGE_NOT_CONFIRMED,
        Cause.CAMPAIGN_REFUSED,
        Cause.STATUS_REFUSED,
        Cause.REQUEST_FAILED,
        Cause.DIALER_LINK_DOWN,
        Cause.OUTCOME_REFUSED,
        Cause.OUTCOME_NOT_CONFIRMED,
        Cause.FINISHING_REFUSED,
        Cause.STATION_LOST,
        Cause.PREVIEW_REFUSED,
        Cause.PHONE_REFUSED,
        Cause.VALUES_NOT_SENT,
        Cause.MANUAL_CALL_REFUSED,
        Cause.AGENT_KIND_REFUSED,
        Cause.BREAK_REFUSED,
        Cause.LEAVE_REFUSED,
    ],
)
def test_the_servers_own_words_are_quoted(cause: Cause) -> None:
    assert "The server says: No licence is free." in words(notice(cause, answer=ANSWER)).means


@pytest.mark.parametrize("cause", [Cause.MOVED_IN, Cause.MOVED_OUT])
def test_who_moved_the_agent_and_where_is_named(cause: Cause) -> None:
    said = words(notice(cause)).what
    assert said.startswith("Sam Okoro ")
    assert "Spring renewal" in said


@pytest.mark.parametrize(
    "cause",
    [
        Cause.OUTCOME_FILED,
        Cause.OUTCOME_REFUSED,
        Cause.OUTCOME_NOT_CONFIRMED,
        Cause.OUTCOME_NOT_SENT,
    ],
)
def test_an_outcome_is_named_as_the_campaign_names_it(cause: Cause) -> None:
    assert "“Sale & <more>”" in words(notice(cause, Facts(subject="Sale & <more>"))).what


@pytest.mark.parametrize("cause", [Cause.OUTCOME_MISSED, Cause.OUTCOMES_LEFT])
def test_an_outcome_that_was_missed_names_what_dialer_files_instead(cause: Cause) -> None:
    assert "“Ambiguous”" in words(notice(cause)).means


def test_a_missed_outcome_says_whether_one_was_chosen() -> None:
    assert "“Sale” was chosen" in words(notice(Cause.OUTCOME_MISSED, Facts(subject="Sale"))).means
    assert "No outcome was chosen" in words(notice(Cause.OUTCOME_MISSED, Facts())).means


@pytest.mark.parametrize("action", PhoneAction)
def test_each_press_on_the_phone_that_failed_says_which(action: PhoneAction) -> None:
    said = words(notice(Cause.PHONE_REFUSED, Facts(subject=action.value))).what
    assert said != words(notice(Cause.PHONE_REFUSED, Facts())).what


def test_a_call_by_hand_that_came_to_nothing_says_why() -> None:
    said = {
        count: words(notice(Cause.MANUAL_CALL_STATUS, replace(FACTS, count=count))).what
        for count in (10, 11, 5)
    }
    assert "not valid" in said[10]
    assert "blocked" in said[11]
    assert "status 5" in said[5]


def test_the_details_hold_every_fact_one_a_line() -> None:
    copied = details(replace(notice(Cause.STAGE_REFUSED, answer=ANSWER), times=3))
    lines = copied.splitlines()
    assert lines[0] == "Stage 2 Offer was refused."
    for line in (
        "Time: 2026-03-02T09:00:00+00:00",
        "What: stage-refused",
        "Server: ic1.example",
        "Agent: ada",
        "Station: 7001",
        "Campaign: Spring renewal",
        "Stage: 2 Offer",
        "HTTP status: 403",
        "Error id: error.request.licence",
        "Server's words: No licence is free.",
        "Detail: LicenceMissing",
        "Reference: a1b2c3",
        "Times: 3",
    ):
        assert line in lines


def test_the_details_leave_out_what_is_not_known() -> None:
    assert details(notice(Cause.DIALER_LINK_BACK, Facts())).splitlines() == [
        "The outbound dialer is connected again.",
        "",
        "Time: 2026-03-02T09:00:00+00:00",
        "What: dialer-link-back",
    ]
