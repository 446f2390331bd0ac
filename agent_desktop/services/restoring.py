"""After a log-on: what an earlier run of the program left open, taken up again from the ledger.

Nothing is sent for it by itself. What was typed is there again; what was asked for and never
answered is told, and stays to be filed or put away by the agent.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome, OutcomeView
from agent_desktop.desk.panels import OpenOutcome
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.terms import Disposition
from agent_desktop.icws import Abort
from agent_desktop.ledger import (
    CallLine,
    History,
    HistoryFilter,
    LedgerError,
    OutcomeLine,
    StageLine,
    Unfinished,
)
from agent_desktop.services.notes import Notes
from agent_desktop.services.outcomes import Outcomes
from agent_desktop.services.record import DESK_VERDICTS
from agent_desktop.services.shift import Shift

READ_WITHIN = 5.0
# A request of another run that is older than this will not be answered any more.
SURELY_OVER = timedelta(seconds=60)
# Dialer's last call is looked for among calls no older than this.
SAME_SHIFT = timedelta(hours=12)
# ... and among so many lines.
LOOKED_AT = 20


async def restore(shift: Shift, outcomes: Outcomes, notes: Notes) -> None:
    """Take up what is open; a ledger that can't be read has been told of by its writer."""
    history, agent = shift.record.history, shift.store.state.agent
    ledger = shift.record.ledger
    if history is None or agent is None or ledger is None:
        return
    now = shift.clock.now().wall

    def read(_abort: Abort) -> tuple[CallLine | None, tuple[Unfinished, ...]]:
        ledger.ready.result(READ_WITHIN)
        return _left_open(history, shift.record.server, agent.user_id, now)

    try:
        newest, left = await shift.background.call(read, deadline=READ_WITHIN)
    except (LedgerError, TimeoutError):
        return
    told = 0
    for one in left:
        key = one.call.key.interaction_id
        shift.values.restore(key, one.values)
        if one.call.ended_at is not None:
            shift.calls.was_over(key)
        if one.note:
            notes.restore(key, one.note)
        known = shift.calls.get(key) is not None
        if not known and one.call.outcome_state != "confirmed" and not one.call.put_away:
            last = newest is not None and newest.id == one.call.id
            outcomes.restore(_open_outcome(one), last=last)
            told += 1
    if told:
        shift.store.notice(Cause.OUTCOMES_LEFT, Facts(count=told))
    _tell_stages(shift, left, now)
    shift.refresh()


def _left_open(
    history: History, server: str, user: str, now: datetime
) -> tuple[CallLine | None, tuple[Unfinished, ...]]:
    """Return the newest call, and what is unfinished: also it, where it has no outcome at all."""
    left = history.unfinished(server, user, now)
    lines = history.page(HistoryFilter(server, user, since=now - SAME_SHIFT), None, LOOKED_AT)
    # A press without a call has a line too, and no outcome to give.
    called = (line for line in lines if not line.key.interaction_id.startswith("-"))
    dialers = (line for line in called if line.campaign_id)
    # By its line, not by its time: the clock may have been set back since the one before.
    newest = max(dialers, key=lambda line: line.id, default=None)
    if newest is None or newest.outcome_state is not None or newest.put_away:
        return newest, left
    if any(one.call.id == newest.id for one in left):
        return newest, left
    return newest, (Unfinished(newest, (), None, {}), *left)


def _open_outcome(one: Unfinished) -> OpenOutcome:
    return OpenOutcome(
        one.call.key.interaction_id,
        one.call.campaign_name,
        one.call.popped_at,
        _view(one.outcome) if one.outcome is not None else OutcomeView(),
        campaign_id=one.call.campaign_id,
        who=one.call.who,
        note=bool(one.note),
        earlier_run=True,
        stages_open=tuple(f"{s.number} {s.name}".strip() for s in _interrupted(one.stages)),
    )


def _view(line: OutcomeLine) -> OutcomeView:
    kept = line.outcome
    callback = None
    if kept.scheduled_at is not None or kept.mine:
        at = None if kept.scheduled_at is None else kept.scheduled_at.replace(tzinfo=None)
        callback = Callback(at, CallbackClock(kept.relative_to), kept.mine)
    chosen = Outcome(
        Disposition(kept.label, kept.category, kept.code, kept.abandon),
        callback,
        another_call=kept.additional,
        abandon=kept.abandon,
    )
    doubt = None if line.state == "chosen" else Verdict.NOT_CONFIRMED
    verdict = DESK_VERDICTS.get(line.state, doubt)
    answer = Answer(line.status, line.error_id, line.message, line.reference)
    return OutcomeView(chosen=chosen, verdict=verdict, answer=answer)


def _tell_stages(shift: Shift, left: Iterable[Unfinished], now: datetime) -> None:
    """Tell, once, which stages were asked for and never answered."""
    ledger = shift.record.ledger
    for one in left:
        stages = [s for s in _interrupted(one.stages) if abs(now - s.asked_at) > SURELY_OVER]
        if not stages or ledger is None:
            continue
        names = ", ".join(f"{stage.number} {stage.name}".strip() for stage in stages)
        facts = Facts(campaign=one.call.campaign_name, stage=names, count=len(stages))
        shift.store.notice(Cause.STAGES_LEFT, facts)
        for stage in stages:
            shift.record.stage_settled(stage.ask_id, Verdict.NOT_CONFIRMED, Answer())


def _interrupted(stages: Iterable[StageLine]) -> list[StageLine]:
    return [stage for stage in stages if stage.state == "interrupted"]
