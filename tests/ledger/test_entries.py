"""What is kept of calls, stages, outcomes, notes and typed values."""

from pathlib import Path

import pytest

from agent_desktop.ledger import (
    CallUnknown,
    EntryRefused,
    History,
    Ledger,
    NothingToSettle,
    Outcome,
    OutcomeFiled,
    OutcomeInFlight,
    Verdict,
)
from agent_desktop.ledger.entries import SAME_CALL
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import (
    ADA,
    KEY,
    OTHER,
    SPRING,
    WINBACK,
    at,
    confirmed,
    done,
    in_file,
    refused,
)

SALE = Outcome("Sale", "Success", "1", at(3600), "contact", mine=True, additional=True)
DEFEATS: list[Verdict] = ["refused", "not confirmed", "not sent", "dropped", "session gone"]


def file_outcome(ledger: Ledger) -> None:
    done(ledger.outcome_asked(KEY, SALE, at(90)), ledger.outcome_settled(KEY, "confirmed", at(91)))


def test_a_call_is_read_as_it_was_written(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at(0.123)),
        ledger.connected(KEY, at(2)),
        ledger.ended(KEY, "remote", at(60)),
    )
    (call,) = history.page(ADA, None, 10)
    assert call.key == KEY
    assert (call.campaign_id, call.campaign_name, call.mode) == SPRING
    assert (call.popped_at, call.connected_at, call.ended_at) == (at(0.123), at(2), at(60))
    assert call.ended_how == "remote"
    assert (call.outcome_label, call.outcome_state, call.problem) == ("", None, False)


def test_a_second_pop_and_a_restart_go_on_with_the_same_call(
    ledger: Ledger, history: History, open_ledger: OpenLedger
) -> None:
    done(ledger.open_call(KEY, "", "", "", at()), ledger.open_call(KEY, *SPRING, at(5)))
    done(open_ledger().open_call(KEY, *SPRING, at(600)))
    (call,) = history.page(ADA, None, 10)
    assert (call.campaign_name, call.popped_at) == ("Spring renewal", at())


@pytest.mark.parametrize("seconds", [1, -1])
def test_an_id_used_again_after_12_hours_is_another_call(
    ledger: Ledger, history: History, seconds: int
) -> None:
    again = at() + SAME_CALL + seconds * (at(1) - at())
    done(ledger.open_call(KEY, *SPRING, at()), ledger.open_call(KEY, *WINBACK, again))
    done(ledger.note(KEY, "for the newest", again))
    notes = [call.note for call in history.page(ADA, None, 10)]
    assert notes == (["for the newest", ""] if seconds > 0 else ["for the newest"])


@pytest.mark.parametrize(("ended", "filed", "calls"), [(1, 1, 2), (1, 0, 1), (0, 1, 1), (0, 0, 1)])
def test_a_call_is_gone_on_with_unless_it_is_ended_and_filed(
    ledger: Ledger, history: History, ended: bool, filed: bool, calls: int
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()))
    if ended:
        done(ledger.ended(KEY, "here", at(80)))
    if filed:
        file_outcome(ledger)
    done(ledger.open_call(KEY, *SPRING, at(100)))
    assert history.count(ADA) == calls


def test_the_first_connection_and_the_first_end_count(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.connected(KEY, at(2)),
        ledger.connected(KEY, at(9)),
        ledger.ended(KEY, "remote", at(60)),
        ledger.ended(KEY, "here", at(70)),
    )
    (call,) = history.page(ADA, None, 10)
    assert (call.connected_at, call.ended_at, call.ended_how) == (at(2), at(60), "remote")


def test_an_entry_for_a_call_nobody_opened_is_refused(ledger: Ledger) -> None:
    assert refused(ledger.connected(KEY, at())) is CallUnknown
    assert refused(ledger.stage_asked(KEY, "a", 1, "Offer", at())) is CallUnknown
    assert refused(ledger.note(KEY, "text", at())) is CallUnknown
    assert refused(ledger.outcome_chosen(KEY, SALE, at())) is CallUnknown


def test_who_a_call_was_with_is_written_only_where_the_administrator_wants_it(
    open_ledger: OpenLedger, file: Path
) -> None:
    silent = open_ledger()
    done(silent.open_call(KEY, *SPRING, at(), who="Maria Petrou", number="+30 210 4410"))
    assert silent.close(20)
    assert in_file(file, "SELECT who, number FROM call") == [("", "")]
    assert b"Petrou" not in file.read_bytes()
    keeping = open_ledger(keep_contact_data=True)
    done(keeping.open_call(OTHER, *SPRING, at(1), who="Maria Petrou", number="+30 210 4410"))
    (call, _) = History(file, keeping.run).page(ADA, None, 10)
    assert (call.who, call.number) == ("Maria Petrou", "+30 210 4410")


def test_a_stage_is_kept_with_the_server_s_answer(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.stage_asked(KEY, "ask-1", 2, "Offer", at(5)),
        ledger.stage_settled(
            "ask-1", "refused", at(6), status=400, error_id="error.x", message="No.", reference="r1"
        ),
    )
    (call,) = history.page(ADA, None, 10)
    (stage,) = history.stages_of([call.id])[call.id]
    assert (stage.ask_id, stage.number, stage.name, stage.state) == ("ask-1", 2, "Offer", "refused")
    assert (stage.asked_at, stage.settled_at, stage.status) == (at(5), at(6), 400)
    assert (stage.error_id, stage.message, stage.reference) == ("error.x", "No.", "r1")
    assert call.problem


def test_the_first_verdict_on_a_stage_counts(ledger: Ledger, history: History) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.stage_asked(KEY, "ask-1", 2, "Offer", at(5)),
        ledger.stage_settled("ask-1", "not confirmed", at(6)),
    )
    assert refused(ledger.stage_settled("ask-1", "confirmed", at(7))) is NothingToSettle
    assert refused(ledger.stage_settled("nobody's", "confirmed", at(7))) is NothingToSettle
    (call,) = history.page(ADA, None, 10)
    assert history.stages_of([call.id])[call.id][0].state == "not confirmed"


def test_an_ask_id_is_taken_once(ledger: Ledger) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.stage_asked(KEY, "a", 1, "Offer", at(1)))
    assert refused(ledger.stage_asked(KEY, "a", 2, "Close", at(2))) is EntryRefused


def test_time_in_a_stage_runs_from_its_confirmation_to_the_next(
    ledger: Ledger, history: History
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.connected(KEY, at(10)))
    confirmed(ledger, KEY, "a", 1, at(25))
    done(
        ledger.stage_asked(KEY, "b", 2, "Close", at(30)),
        ledger.stage_settled("b", "refused", at(31)),
    )
    confirmed(ledger, KEY, "c", 3, at(45))
    confirmed(ledger, KEY, "d", 1, at(50))
    seconds = {s.number: s.seconds for s in history.campaign_times(ADA)[0].stages}
    assert seconds == {0: 15, 1: 20, 3: 5}
    done(ledger.ended(KEY, "here", at(60)))
    seconds = {s.number: s.seconds for s in history.campaign_times(ADA)[0].stages}
    assert seconds == {0: 15, 1: 30, 3: 5}


def test_a_draft_is_kept_and_then_sent_and_filed(ledger: Ledger, history: History) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.outcome_chosen(KEY, Outcome("No"), at(1)))
    done(ledger.outcome_chosen(KEY, SALE, at(2)))
    (call,) = history.page(ADA, None, 10)
    line = history.outcomes_of([call.id])[call.id]
    assert (line.outcome, line.state, line.at) == (SALE, "chosen", at(2))
    file_outcome(ledger)
    line = history.outcomes_of([call.id])[call.id]
    assert (line.outcome, line.state, line.settled_at) == (SALE, "confirmed", at(91))


def test_a_confirmed_outcome_is_never_overwritten(ledger: Ledger, history: History) -> None:
    done(ledger.open_call(KEY, *SPRING, at()))
    file_outcome(ledger)
    other = Outcome("No interest")
    assert refused(ledger.outcome_chosen(KEY, other, at(95))) is OutcomeFiled
    assert refused(ledger.outcome_asked(KEY, other, at(95))) is OutcomeFiled
    assert refused(ledger.outcome_settled(KEY, "refused", at(96))) is NothingToSettle
    (call,) = history.page(ADA, None, 10)
    assert (call.outcome_label, call.outcome_state) == ("Sale", "confirmed")


@pytest.mark.parametrize("verdict", DEFEATS)
def test_an_outcome_that_was_not_confirmed_may_be_chosen_and_sent_again(
    ledger: Ledger, history: History, verdict: Verdict
) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.outcome_asked(KEY, SALE, at(1)),
        ledger.outcome_settled(KEY, verdict, at(2), status=500, message="Oh.", reference="r2"),
    )
    (call,) = history.page(ADA, None, 10)
    assert (call.outcome_state, call.problem) == (verdict, True)
    assert history.outcomes_of([call.id])[call.id].message == "Oh."
    done(ledger.outcome_chosen(KEY, SALE, at(3)))
    file_outcome(ledger)
    assert not history.page(ADA, None, 10)[0].problem


def test_a_draft_does_not_take_the_place_of_an_outcome_on_its_way(
    ledger: Ledger, history: History, open_ledger: OpenLedger
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.outcome_asked(KEY, SALE, at(1)))
    assert refused(ledger.outcome_chosen(KEY, Outcome("No"), at(2))) is OutcomeInFlight
    # Another run's was interrupted: the agent decides anew.
    done(open_ledger().outcome_chosen(KEY, Outcome("No"), at(2)))
    assert history.page(ADA, None, 10)[0].outcome_label == "No"


def test_what_was_typed_is_kept_until_the_outcome_is_confirmed(
    ledger: Ledger, history: History, file: Path
) -> None:
    done(
        ledger.open_call(KEY, *SPRING, at()),
        ledger.typed(KEY, "city", "Pat", at(1)),
        ledger.typed(KEY, "city", "Patras", at(2)),
        ledger.typed(KEY, "street", "", at(3)),
    )
    (open_call,) = history.unfinished(KEY.server, KEY.user, at(10))
    assert open_call.values == {"city": "Patras", "street": ""}
    file_outcome(ledger)
    assert in_file(file, "SELECT * FROM typed") == []
    assert refused(ledger.typed(KEY, "city", "late", at(95))) is OutcomeFiled
    assert in_file(file, "SELECT * FROM typed") == []


def test_a_note_is_replaced_and_an_empty_one_is_none(ledger: Ledger, history: History) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.note(KEY, "Tuesd", at(1)))
    done(ledger.note(KEY, "Tuesday", at(2)))
    assert history.page(ADA, None, 10)[0].note == "Tuesday"
    done(ledger.note(KEY, "", at(3)))
    assert history.unfinished(KEY.server, KEY.user, at(10)) == ()


def test_text_that_is_no_whole_text_is_kept_as_far_as_it_goes(
    ledger: Ledger, history: History
) -> None:
    done(ledger.open_call(KEY, *SPRING, at()), ledger.note(KEY, "half \ud83d of it", at(1)))
    assert history.page(ADA, None, 10)[0].note == "half ? of it"


def test_an_entry_no_file_can_hold_is_refused_and_costs_the_others_nothing(
    ledger: Ledger, history: History
) -> None:
    entries = [
        ledger.open_call(KEY, *SPRING, at()),
        ledger.stage_asked(KEY, "a", 10**30, "Offer", at(1)),
        ledger.note(KEY, "without a zone", at(2).replace(tzinfo=None)),
        ledger.note(KEY, "kept", at(3)),
    ]
    failed = [entry.exception(20) for entry in entries]
    assert [type(error) for error in failed] == [type(None), EntryRefused, EntryRefused, type(None)]
    (call,) = history.page(ADA, None, 10)
    assert call.note == "kept"
    assert history.stages_of([call.id]) == {}


def test_no_repr_and_no_error_says_who_a_call_was_with_or_what_was_written(
    open_ledger: OpenLedger, file: Path
) -> None:
    ledger = open_ledger(keep_contact_data=True)
    words = ("Maria Petrou", "4410", "rash on the arm", "Patras")
    done(
        ledger.open_call(KEY, *SPRING, at(), who="Maria Petrou", number="+30 4410"),
        ledger.note(KEY, "rash on the arm", at()),
        ledger.typed(KEY, "city", "Patras", at()),
    )
    history = History(file, ledger.run)
    shown = [repr(history.page(ADA, None, 1)), repr(history.unfinished(KEY.server, "ada", at()))]
    failed = ledger.stage_asked(KEY, "Patras", 10**30, "Petrou", at()).exception(20)
    shown += [repr(failed), str(failed), repr(ledger), repr(ledger._entries.__dict__)]
    assert not [word for word in words for text in shown if word in text]
