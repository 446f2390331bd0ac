"""An outcome the agent has put away isn't offered at the next start."""

from agent_desktop.ledger import History, Outcome
from tests.ledger.conftest import OpenLedger
from tests.ledger.shift import KEY, SPRING, at, done


def open_ids(file_history: History) -> list[str]:
    left = file_history.unfinished(KEY.server, KEY.user, at())
    return [one.call.key.interaction_id for one in left]


def test_a_call_put_away_is_unfinished_no_more(open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    done(ledger.note(KEY, "asks again", at()))
    done(ledger.outcome_chosen(KEY, Outcome("Sale"), at()))
    history = History(ledger.file, "another run")
    assert open_ids(history) == [KEY.interaction_id]
    done(ledger.put_away(KEY, at()))
    assert open_ids(history) == []


def test_choosing_an_outcome_takes_it_back(open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    done(ledger.put_away(KEY, at()))
    done(ledger.outcome_chosen(KEY, Outcome("Sale"), at()))
    assert open_ids(History(ledger.file, "another run")) == [KEY.interaction_id]


def test_a_stage_that_was_never_answered_stays_open(open_ledger: OpenLedger) -> None:
    ledger = open_ledger()
    done(ledger.open_call(KEY, *SPRING, at()))
    done(ledger.stage_asked(KEY, "ask", 1, "Offer", at()))
    done(ledger.put_away(KEY, at()))
    assert open_ids(History(ledger.file, "another run")) == [KEY.interaction_id]
