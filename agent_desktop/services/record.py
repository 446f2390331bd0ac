"""What is kept of the shift in the ledger: each call, each stage asked, outcomes, notes, values.

What is about to be sent is written first, so that a program that is cut off knows at its next start
what it had asked for. A disk that hangs holds no press for longer than WRITE_AHEAD.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import Call
from agent_desktop.desk.notices import Cause, Facts
from agent_desktop.desk.outcomes import CallbackClock, Outcome, OutcomeAsk
from agent_desktop.desk.stages import Ask, Verdict
from agent_desktop.immutable import immutable
from agent_desktop.ledger import CallKey as Key
from agent_desktop.ledger import FileSetAside, History, Ledger, LedgerError, StorageFailed
from agent_desktop.ledger import Outcome as FiledOutcome
from agent_desktop.ledger import Verdict as FiledVerdict
from agent_desktop.platform.log_entry import Event, Log
from agent_desktop.services.background import Background
from agent_desktop.services.clock import Clock
from agent_desktop.services.store import Store

log = Log("agent_desktop.services.record")

# A request waits so long, in seconds, for its line in the ledger; then it leaves without.
WRITE_AHEAD = 0.25
# The end of the program waits so long for what is still to be written.
CLOSE_WITHIN = 3.0

VERDICTS: dict[Verdict, FiledVerdict] = {
    Verdict.CONFIRMED: "confirmed",
    Verdict.REFUSED: "refused",
    Verdict.NOT_CONFIRMED: "not confirmed",
    Verdict.NOT_SENT: "not sent",
    Verdict.SESSION_GONE: "session gone",
    Verdict.CALL_ENDED: "dropped",
}
DESK_VERDICTS: Mapping[str, Verdict] = {kept: verdict for verdict, kept in VERDICTS.items()}


@immutable
class StageLine:
    """The line of a stage that is asked for: the name to settle it by, and when it is written."""

    ask_id: str
    _written: "Future[None] | None" = None

    def wait(self) -> None:
        """Wait until it is written, or the time is up: for the thread that sends."""
        if self._written is not None:
            with contextlib.suppress(TimeoutError, LedgerError):
                self._written.result(WRITE_AHEAD)


class Record:
    """The one way into the ledger; without one nothing is kept and nothing is missed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._ledger: Ledger | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server = self._user = ""
        self._left = False
        self._opened: dict[str, Call] = {}
        self.on_well_again: list[Callable[[], None]] = []

    def open(self, file: Path, *, keep_contact_data: bool) -> None:
        """Begin writing to a file; opening it is the writer's own work."""
        self._loop = asyncio.get_running_loop()
        self._ledger = Ledger(
            file, keep_contact_data=keep_contact_data, on_trouble=self._trouble_from_writer
        )

    @property
    def _writing(self) -> Ledger | None:
        """The ledger, once it is known whose calls these are."""
        return self._ledger if self._user else None

    @property
    def ledger(self) -> Ledger | None:
        """The ledger, where one is kept."""
        return self._ledger

    @property
    def history(self) -> History | None:
        """A reader of the ledger, where one is kept."""
        ledger = self._ledger
        return None if ledger is None else History(ledger.file, ledger.run)

    @property
    def server(self) -> str:
        """The server under whose name the calls of this shift are kept."""
        return self._server

    def begin(self, server: str, user: str) -> None:
        """Write for this agent from now on.

        A shift stays under the name it began with: another one within it is an alternate's, which
        has the same calls.
        """
        if self._left or user != self._user or not self._server:
            self._opened.clear()
            self._server = server
        self._left = False
        self._user = user

    def leave(self) -> None:
        """The agent has left: the next session begins another shift."""
        self._left = True

    def forget_old(self, now: datetime, keep_days: int, note_days: int) -> None:
        """Let go of what is older than it is kept, seen from `now`."""
        if self._ledger is not None:
            self._watch(self._ledger.forget(now, keep_days, note_days))

    async def close(self, background: Background) -> None:
        """Write what is left, bounded in time."""
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            with contextlib.suppress(TimeoutError):
                await background.call(
                    lambda _abort: ledger.close(CLOSE_WITHIN), deadline=CLOSE_WITHIN
                )

    def call(self, call: Call, campaign: str) -> None:
        """Note what has become of a call; what is noted already isn't written again."""
        ledger, before = self._writing, self._opened.get(call.interaction_id)
        if ledger is None:
            return
        key = self._key(call.interaction_id)
        if before is None or before.terms.mode is not call.terms.mode:
            mode = call.terms.mode.name.lower()
            self._watch(
                ledger.open_call(
                    key,
                    call.campaign_id,
                    campaign,
                    mode,
                    call.popped.wall,
                    who=call.who,
                    number=call.number,
                )
            )
        if call.connected and (before is None or before.connected is None):
            self._watch(ledger.connected(key, call.connected.wall))
        if call.ended and (before is None or before.ended is None):
            self._watch(ledger.ended(key, call.state.value, call.ended.wall))
        self._opened[call.interaction_id] = call

    def forget_call(self, interaction_id: str) -> None:
        """Drop what is remembered here of a call that is long over."""
        self._opened.pop(interaction_id, None)

    def stage_asked(self, ask: Ask, campaign: str, name: str) -> "StageLine":
        """Note a stage that is about to be sent; who sends it waits for its line first."""
        ask_id = uuid4().hex
        ledger = self._writing
        if ledger is None:
            return StageLine(ask_id)
        interaction = ask.context.interaction_id
        if interaction is None:
            # A press without a call, as beside another client: a line for its campaign.
            key, at = self._key(f"-{ask.context.campaign_id}"), ask.pressed.wall
            self._watch(ledger.open_call(key, ask.context.campaign_id, campaign, "unknown", at))
        else:
            key = self._key(interaction)
        asked = ledger.stage_asked(key, ask_id, ask.number, name, ask.pressed.wall)
        self._watch(asked)
        return StageLine(ask_id, asked)

    def stage_settled(self, ask_id: str, verdict: Verdict, answer: Answer) -> None:
        """Note how a stage request ended."""
        ledger = self._writing
        if ledger is not None:
            self._watch(
                ledger.stage_settled(
                    ask_id,
                    VERDICTS[verdict],
                    self._clock.now().wall,
                    status=answer.status,
                    error_id=answer.error_id,
                    message=answer.message,
                    reference=answer.reference,
                )
            )

    def outcome_chosen(self, interaction_id: str, outcome: Outcome | None) -> None:
        """Keep what the agent has picked."""
        ledger = self._writing
        if ledger is not None and outcome is not None:
            key, now = self._key(interaction_id), self._clock.now().wall
            self._watch(ledger.outcome_chosen(key, filed_outcome(outcome), now))

    async def outcome_asked(self, ask: OutcomeAsk) -> None:
        """Note an outcome before it is sent."""
        ledger = self._writing
        if ledger is not None:
            key, outcome = self._key(ask.interaction_id), filed_outcome(ask.outcome)
            await self._written(ledger.outcome_asked(key, outcome, ask.pressed.wall))

    def outcome_settled(self, ask: OutcomeAsk, verdict: Verdict, answer: Answer) -> None:
        """Note how filing an outcome ended."""
        ledger = self._writing
        if ledger is not None:
            self._watch(
                ledger.outcome_settled(
                    self._key(ask.interaction_id),
                    VERDICTS[verdict],
                    self._clock.now().wall,
                    status=answer.status,
                    error_id=answer.error_id,
                    message=answer.message,
                    reference=answer.reference,
                )
            )

    def put_away(self, interaction_id: str) -> None:
        """Note that the agent doesn't want to be asked about a call again."""
        ledger = self._writing
        if ledger is not None:
            self._watch(ledger.put_away(self._key(interaction_id), self._clock.now().wall))

    async def note(self, interaction_id: str, text: str) -> bool:
        """Keep a note; returns whether it is on the disk."""
        ledger = self._writing
        if ledger is None:
            return False
        noted = ledger.note(self._key(interaction_id), text, self._clock.now().wall)
        return await self._written(noted, None)

    async def typed(self, interaction_id: str, column: str, value: str) -> bool:
        """Keep a value typed into a column; returns whether it is on the disk."""
        ledger = self._writing
        if ledger is None:
            return False
        kept = ledger.typed(self._key(interaction_id), column, value, self._clock.now().wall)
        return await self._written(kept, None)

    def _key(self, interaction_id: str) -> Key:
        return Key(self._server, self._user, interaction_id)

    def _watch(self, written: "Future[None]") -> None:
        """Have support told what goes wrong with an entry; trouble with the file is told once."""
        written.add_done_callback(_log_failure)

    async def _written(self, written: "Future[None]", within: float | None = WRITE_AHEAD) -> bool:
        """Wait until an entry is on the disk, or the time is up."""
        self._watch(written)
        with contextlib.suppress(TimeoutError, LedgerError):
            async with asyncio.timeout(within):
                await asyncio.shield(asyncio.wrap_future(written))
                return True
        return False

    def _trouble_from_writer(self, trouble: StorageFailed | None) -> None:
        """Called on the writer's thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the program is ending
                self._loop.call_soon_threadsafe(self._tell, trouble)

    def _tell(self, trouble: StorageFailed | None) -> None:
        if trouble is None:
            self._store.end(Cause.LEDGER_FAILED)
            for told in self.on_well_again:
                told()
        elif isinstance(trouble, FileSetAside):
            self._store.notice(Cause.LEDGER_BROKEN, Facts(subject=trouble.kept_as.name))
        else:
            answer = Answer(detail=f"{type(trouble).__name__} {trouble.detail}".strip())
            self._store.notice(Cause.LEDGER_FAILED, Facts(subject=str(trouble)), answer)


def filed_outcome(outcome: Outcome) -> FiledOutcome:
    """Return an outcome as the ledger keeps it."""
    callback = outcome.callback
    at = callback.at if callback is not None else None
    utc = callback is not None and callback.clock is CallbackClock.UTC
    return FiledOutcome(
        label=outcome.label,
        category=outcome.disposition.category,
        code=outcome.disposition.code,
        scheduled_at=None if at is None else at.replace(tzinfo=UTC),
        relative_to="utc" if utc else "contact",
        mine=callback is not None and callback.mine,
        additional=outcome.another_call,
        abandon=outcome.abandon,
    )


def _log_failure(written: "Future[None]") -> None:
    error = written.exception()
    if error is not None:
        log.info(Event.NOT_KEPT, error=type(error))
