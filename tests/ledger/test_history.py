"""Reading: pages, places, filters, sums, and what an earlier run left open."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from agent_desktop.ledger import (
    CallKey,
    CallLine,
    Cursor,
    FileDamaged,
    FileUnusable,
    History,
    HistoryFilter,
    Ledger,
    Outcome,
    StorageFailed,
    Verdict,
)
from agent_desktop.ledger.file import open_for_writing
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import ADA, KEY, OTHER, SPRING, START, WINBACK, at, confirmed, done

THIRD = CallKey("ic1.example", "ada", "2003")


def keys(calls: tuple[CallLine, ...]) -> list[str]:
    return [call.key.interaction_id for call in calls]


@pytest.fixture
def fifty(ledger: Ledger) -> Ledger:
    """Fifty calls, two a second, so that places in the history fall together."""
    done(
        *(
            ledger.open_call(CallKey("ic1.example", "ada", str(n)), *SPRING, at(n // 2))
            for n in range(50)
        )
    )
    return ledger


def test_pages_are_newest_first_and_meet_without_gap_or_overlap(
    fifty: Ledger, history: History
) -> None:
    seen: list[str] = []
    before: Cursor | None = None
    while page := history.page(ADA, before, 7):
        seen += keys(page)
        before = page[-1].cursor
    assert seen == [str(n) for n in reversed(range(50))]
    assert history.count(ADA) == 50


def test_a_call_that_comes_while_paging_moves_no_page(fifty: Ledger, history: History) -> None:
    first = history.page(ADA, None, 10)
    done(fifty.open_call(THIRD, *SPRING, at(999)))
    assert keys(history.page(ADA, first[-1].cursor, 3)) == ["39", "38", "37"]


def test_any_place_can_be_read_by_its_ids(fifty: Ledger, history: History) -> None:
    ids = history.ids(ADA)
    assert len(ids) == 50
    assert keys(history.lines(ids[20:23])) == ["29", "28", "27"]
    assert keys(history.lines([ids[4], 10**9, ids[2]])) == ["45", "47"]
    assert history.lines([]) == ()


def test_an_agent_sees_no_other_agent_s_calls(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.open_call(CallKey("ic1.example", "ben", "2001"), *SPRING, at()),
        ledger.open_call(CallKey("ic2.example", "ada", "2001"), *SPRING, at()),
    )
    assert [call.key for call in history.page(ADA, None, 9)] == [KEY]
    assert history.count(HistoryFilter("ic9.example", "ada")) == 0


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """Three calls of three hours that differ in everything a filter knows."""
    done(
        ledger.open_call(KEY, "{spring}", "Frühjahr ÄRZTE", "predictive", at(hours=0)),
        ledger.stage_asked(KEY, "a", 1, "Begrüßung", at(1)),
        ledger.open_call(OTHER, *WINBACK, at(hours=1)),
        ledger.outcome_chosen(OTHER, Outcome("Kein Interesse 100%"), at(hours=1)),
        ledger.open_call(THIRD, *WINBACK, at(hours=2)),
        ledger.note(THIRD, "call [again] on Tuesday?", at(hours=2)),
    )
    return ledger


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("frühjahr", ["2001"]),
        ("FRÜHJAHR", ["2001"]),
        ("ärzte", ["2001"]),
        ("BEGRÜßUNG", ["2001"]),
        ("winback", ["2003", "2002"]),
        ("interesse 100%", ["2002"]),
        ("0%", ["2002"]),
        ("[again]", ["2003"]),
        ("tuesday?", ["2003"]),
        ("*", []),
        ("Tuesday!", []),
        ("^]-", []),
        ("2002", ["2002"]),
        ("200", ["2003", "2002", "2001"]),
        ("", ["2003", "2002", "2001"]),
    ],
)
def test_text_is_found_in_any_case_and_taken_word_for_word(
    three: Ledger, history: History, text: str, found: list[str]
) -> None:
    wanted = HistoryFilter("ic1.example", "ada", text=text)
    assert keys(history.page(wanted, None, 9)) == found
    assert history.count(wanted) == len(found) == len(history.ids(wanted))


@pytest.mark.parametrize("text", ["half \ud83d", "tuesday" * 20_000, "[" * 20_000])
def test_no_text_is_too_much_to_look_for(three: Ledger, history: History, text: str) -> None:
    assert history.count(HistoryFilter("ic1.example", "ada", text=text)) == 0


def test_a_long_text_is_found_by_its_beginning(ledger: Ledger, history: History) -> None:
    text = "said this and then that, " * 20
    done(ledger.open_call(KEY, *SPRING, at()), ledger.note(KEY, text, at(1)))
    assert history.count(HistoryFilter("ic1.example", "ada", text=text)) == 1


def test_days_and_campaign_narrow_the_history(three: Ledger, history: History) -> None:
    day = HistoryFilter("ic1.example", "ada", since=at(hours=1), until=at(hours=2))
    assert keys(history.page(day, None, 9)) == ["2002"]
    campaign = HistoryFilter("ic1.example", "ada", campaign_id="{winback}")
    assert keys(history.page(campaign, None, 9)) == ["2003", "2002"]


@pytest.mark.parametrize(
    "verdict", ["refused", "not confirmed", "not sent", "dropped", "session gone"]
)
def test_only_problems_are_those_with_a_stage_or_outcome_that_failed(
    ledger: Ledger, history: History, verdict: Verdict
) -> None:
    wanted = HistoryFilter("ic1.example", "ada", only_problems=True)
    done(*(ledger.open_call(key, *SPRING, at()) for key in (KEY, OTHER, THIRD)))
    confirmed(ledger, KEY, "a", 1, at(5))
    done(ledger.stage_asked(KEY, "on its way", 2, "Close", at(6)))
    done(ledger.outcome_asked(KEY, Outcome("Sale"), at(7)))
    assert history.count(wanted) == 0
    done(ledger.stage_asked(OTHER, "b", 1, "", at(5)), ledger.stage_settled("b", verdict, at(6)))
    done(ledger.outcome_asked(THIRD, Outcome("Sale"), at(7)))
    done(ledger.outcome_settled(THIRD, verdict, at(8)))
    assert keys(history.page(wanted, None, 9)) == ["2003", "2002"]
    assert [call.problem for call in history.page(ADA, None, 9)] == [True, True, False]


def test_an_outcome_that_was_never_sent_is_a_problem_once_the_call_is_over(
    ledger: Ledger, history: History
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.outcome_chosen(KEY, Outcome("Sale"), at(1)))
    assert not history.page(ADA, None, 1)[0].problem
    done(ledger.ended(KEY, "here", at(2)))
    assert history.page(ADA, None, 1)[0].problem


def test_what_another_run_asked_and_never_settled_was_interrupted(
    ledger: Ledger, history: History, open_ledger: OpenLedger
) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.stage_asked(KEY, "a", 1, "Offer", at(1)),
        ledger.outcome_asked(KEY, Outcome("Sale"), at(2)),
    )
    next_run = open_ledger()
    for run, state in ((ledger.run, "asked"), (next_run.run, "interrupted")):
        seen = History(ledger.file, run)
        (call,) = seen.page(ADA, None, 9)
        assert seen.stages_of([call.id])[call.id][0].state == state
        assert seen.outcomes_of([call.id])[call.id].state == state
        assert (call.outcome_state, call.problem) == (state, state == "interrupted")
    # The run that asked still lives, and its answer counts.
    done(ledger.stage_settled("a", "confirmed", at(3)))
    (call,) = history.page(ADA, None, 9)
    assert history.stages_of([call.id])[call.id][0].state == "confirmed"


def unfinished(ledger: Ledger, hours: float = 1) -> list[str]:
    history = History(ledger.file, ledger.run)
    return [
        each.call.key.interaction_id
        for each in history.unfinished("ic1.example", "ada", at(hours=hours))
    ]


def test_a_call_with_all_confirmed_or_nothing_begun_is_not_unfinished(ledger: Ledger) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.open_call(OTHER, *SPRING, at()))
    confirmed(ledger, KEY, "a", 1, at(1))
    done(ledger.note(KEY, "a note", at(2)), ledger.outcome_asked(KEY, Outcome("Sale"), at(3)))
    done(ledger.outcome_settled(KEY, "confirmed", at(4)))
    assert unfinished(ledger) == []


def test_a_stage_the_program_died_with_is_unfinished_and_one_on_its_way_is_not(
    ledger: Ledger, open_ledger: OpenLedger
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.stage_asked(KEY, "a", 1, "Offer", at(1)))
    assert unfinished(ledger) == []
    assert unfinished(open_ledger()) == ["2001"]


def test_an_outcome_that_is_not_confirmed_a_note_and_a_value_are_unfinished(
    ledger: Ledger,
) -> None:
    done(
        *(ledger.open_call(key, *SPRING, at(n)) for n, key in enumerate((KEY, OTHER, THIRD))),
        ledger.outcome_asked(KEY, Outcome("Sale"), at(3)),
        ledger.outcome_settled(KEY, "refused", at(4)),
        ledger.note(OTHER, "text", at(5)),
        ledger.typed(THIRD, "city", "Patras", at(6)),
    )
    assert unfinished(ledger) == ["2003", "2002", "2001"]
    assert unfinished(ledger, hours=12) == ["2003", "2002", "2001"]
    assert unfinished(ledger, hours=12 + 0.5 / 3600) == ["2003", "2002"]
    assert unfinished(ledger, hours=13) == []


def test_an_unfinished_call_comes_with_all_that_is_needed_to_go_on(
    ledger: Ledger, open_ledger: OpenLedger
) -> None:
    draft = Outcome("Call back", "Scheduled", "7", at(hours=9), "contact", mine=True)
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.stage_asked(KEY, "a", 1, "Offer", at(1)),
        ledger.note(KEY, "Tuesday", at(2)),
        ledger.typed(KEY, "city", "Patras", at(3)),
        ledger.outcome_chosen(KEY, draft, at(4)),
    )
    (found,) = History(ledger.file, open_ledger().run).unfinished("ic1.example", "ada", at(9))
    assert (found.call.key, found.note, found.values) == (KEY, "Tuesday", {"city": "Patras"})
    assert [(stage.number, stage.state) for stage in found.stages] == [(1, "interrupted")]
    assert found.outcome is not None
    assert (found.outcome.outcome, found.outcome.state) == (draft, "chosen")


def test_campaign_times_are_the_sums_of_its_calls(ledger: Ledger, history: History) -> None:
    for n, (key, campaign) in enumerate(((KEY, SPRING), (OTHER, SPRING), (THIRD, WINBACK))):
        done(ledger.open_call(key, *campaign, at(hours=n)), ledger.connected(key, at(hours=n)))
        confirmed(ledger, key, f"a{n}", 1, at(10, hours=n))
        confirmed(ledger, key, f"b{n}", 2, at(30, hours=n))
        done(ledger.ended(key, "here", at(60, hours=n)))
    spring, winback = history.campaign_times(ADA)
    assert (spring.campaign_id, spring.campaign_name, spring.calls) == (*SPRING[:2], 2)
    assert [(s.number, s.name, s.calls, s.seconds) for s in spring.stages] == [
        (0, "", 2, 20),
        (1, "Stage 1", 2, 40),
        (2, "Stage 2", 2, 60),
    ]
    assert [s.seconds for s in winback.stages] == [10, 20, 30]
    late = HistoryFilter("ic1.example", "ada", since=START + timedelta(minutes=30))
    assert [times.calls for times in history.campaign_times(late)] == [1, 1]


def test_a_campaign_goes_by_its_newest_name(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, "{spring}", "Zzz, old", "preview", at()),
        ledger.open_call(OTHER, "{spring}", "Aaa, new", "preview", at(1)),
    )
    (times,) = history.campaign_times(ADA)
    assert (times.campaign_name, times.calls, times.stages) == ("Aaa, new", 2, ())


def test_reading_holds_up_no_writing(fifty: Ledger, history: History) -> None:
    with closing(sqlite3.connect(f"{fifty.file.as_uri()}?mode=ro", uri=True)) as reader:
        rows = reader.execute("SELECT * FROM call")
        assert rows.fetchone()
        done(fifty.open_call(KEY, *SPRING, at(999)))
    assert history.count(ADA) == 51


def test_a_file_that_can_t_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable):
        History(tmp_path, "run").count(ADA)


def test_a_time_beyond_the_calendar_is_told_as_damage(fifty: Ledger) -> None:
    assert fifty.close(20)
    with closing(sqlite3.connect(fifty.file)) as db:
        db.execute("UPDATE call SET popped_at = 9000000000000000000 WHERE interaction_id = '7'")
        db.commit()
    with pytest.raises(FileDamaged) as caught:
        History(fifty.file, fifty.run).page(ADA, None, 99)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("table", "column"),
    [("outcome", "additional"), ("stage", "call_id"), ("typed", "value")],
)
def test_a_column_of_another_name_is_told_as_damage(fifty: Ledger, table: str, column: str) -> None:
    key, when = CallKey("ic1.example", "ada", "49"), at(30)
    done(
        fifty.outcome_chosen(key, Outcome("Sale"), when),
        fifty.stage_asked(key, "ask", 1, "Identify", when),
        fifty.typed(key, "Town", "Elmford", when),
    )
    assert fifty.close(20)
    with closing(sqlite3.connect(fifty.file)) as db:
        db.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO damaged")
    with pytest.raises(StorageFailed):
        History(fifty.file, fifty.run).unfinished("ic1.example", "ada", when)


def test_words_of_sqlite_that_are_no_text_are_told_as_damage(fifty: Ledger) -> None:
    assert fifty.close(20)
    whole = fifty.file.read_bytes()
    fifty.file.write_bytes(whole.replace(b"CREATE TABLE typed", b"CREATE 0\x80BLE typed"))
    with pytest.raises(FileDamaged):
        History(fifty.file, fifty.run).count(ADA)
    with pytest.raises(FileDamaged):
        open_for_writing(fifty.file)
