"""An agent without hands: works calls on a real `AgentDesk`, each choice from a seed.

Everything it does is written to its deeds before it is done.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.calls import Call, CallState
from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.links import LinkState
from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome, OutcomeFault
from agent_desktop.desk.panels import LeaveKind, OpenOutcome, PhoneAction
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import SKIP_LABEL
from agent_desktop.services.agent_desk import AgentDesk
from tests.reaching import reached
from tests.shift import scenario
from tests.shift.deeds import Deeds

WITHIN = 30.0
STAGES = (1, 2, 3, 9)
_HELD = (OutcomeFault.NOT_HEARD, OutcomeFault.NOT_IN_DIALER)
WORDS = ("calls", "again", "in", "the", "morning", "asks", "for", "Größe", "№7", "price")


@dataclass(frozen=True)
class Pace:
    """How fast the hand is: seconds between two acts, and how many acts a call sees at most."""

    between: tuple[float, float]
    acts: int


class Stalled(AssertionError):
    """Something that must come didn't; the text tells what, and how the desk stood."""


class Robot:
    """Works one desk."""

    def __init__(
        self,
        desk: AgentDesk,
        deeds: Deeds,
        seed: int,
        pace: Pace,
        on_call: Callable[[], None] = lambda: None,
        *,
        within: float = WITHIN,
    ) -> None:
        self.desk = desk
        self.handled = 0
        self._on_call = on_call
        self._deeds = deeds
        self._dice = random.Random(seed)
        self._pace = pace
        self._within = within
        self._typed = 0  # numbers what is typed, so that no two texts are the same
        self._break_wanted = False

    async def log_on(self, server: str, number: int) -> None:
        """Log on as the agent of this number and wait for the statuses."""
        form = LogOnForm(
            server,
            scenario.user(number),
            scenario.PASSWORD,
            station=scenario.station(number),
            remember=False,
        )
        self.desk.logon.submit(form)
        await self.until(
            "the log-on",
            lambda s: (
                s.phase is Phase.LOGGED_ON and s.status.choices and s.link.session is LinkState.UP
            ),
        )

    async def work(self, calls: int | None = None) -> None:
        """Join every campaign and work; after `calls` calls leave, else never end."""
        await self._join()
        while calls is None or self.handled < calls:
            await self._be_available()
            await self._handle(await self._next_call())
            await self._finish_break()
        await self.leave()

    async def leave(self) -> None:
        """Log off, once what is open is done."""
        self.desk.departure.ask(LeaveKind.LOG_OFF)
        while self.desk.store.state.phase is Phase.LOGGED_ON:
            state = await self.until(
                "the end of the shift", lambda s: s.phase is not Phase.LOGGED_ON or _open_call(s)
            )
            call = _open_call(state)
            if call is not None:
                await self._handle(call.interaction_id)
            await self._rest()
        await self.until("the log-off", lambda s: s.phase is Phase.LOGGED_OFF)

    async def see_to(self, left: tuple[OpenOutcome, ...]) -> None:
        """Do something about what an earlier run left open: send it again, put it away, nothing."""
        for opened in left:
            if not self._is_left_open(opened.interaction_id):
                continue  # Dialer has shown the call again: it is in hand now
            chosen = opened.view.chosen
            luck = self._dice.random()
            if luck < 0.3 and chosen is not None:
                await self._keep_calls_away()
                self._note_filing(opened.interaction_id, chosen, left=True)
                self.desk.outcomes.file(opened.interaction_id)
                await self._settled(opened.interaction_id)
            elif luck < 0.5:
                self._deeds.write("put away", call=opened.interaction_id)
                self.desk.outcomes.put_away(opened.interaction_id)

    async def until(self, what: str, true: Callable[[DeskState], object]) -> DeskState:
        """Wait for a state of the desk and return it. Raises Stalled."""
        try:
            return await reached(self.desk.store, true, self._within)
        except TimeoutError:
            raise Stalled(f"{what} didn't come; {_standing(self.desk.store.state)}") from None

    # Between calls

    async def _join(self) -> None:
        state = await self.until("the campaigns", lambda s: s.campaigns.arrived)
        for campaign in state.campaigns.campaigns:
            if campaign.membership is Membership.OUT:
                self.desk.campaigns.join(campaign.id)
        await self.until(
            "the campaigns' welcome",
            lambda s: all(c.membership is Membership.IN for c in s.campaigns.campaigns),
        )

    async def _be_available(self) -> None:
        await self._rest()
        state = self.desk.store.state
        if state.status.current is None or not state.status.current.available:
            self.desk.statuses.ready()

    async def _next_call(self) -> str:
        state = await self.until("the next call", _open_call)
        call = _open_call(state)
        assert call is not None
        return call.interaction_id

    async def _finish_break(self) -> None:
        """Have the break that was asked for, if it was."""
        if not self._break_wanted:
            return
        self._break_wanted = False
        await self.until("the break", lambda s: s.breaks.state is BreakState.ON_BREAK)
        await self.until("its status", lambda s: s.status.current_id == scenario.BREAK)
        await self._rest()
        self.desk.breaks.end()
        await self.until("the end of the break", lambda s: s.breaks.state is BreakState.NONE)

    # In a call

    async def _handle(self, call_id: str) -> None:
        """Work one call to its end: its outcome filed, its line closed."""
        state = self.desk.store.state
        if state.call is not None and state.call.state is CallState.PREVIEW:
            await self._preview(call_id)
        if not self._filed(call_id):
            await self._talk(call_id)
            await self._wrap_up(call_id)
        self.handled += 1
        self._on_call()

    async def _preview(self, call_id: str) -> None:
        await self._rest()
        luck = self._dice.random()
        state = await self.until(
            "previews to be taken again", lambda s: s.preview is None or not s.preview.held
        )
        preview = state.preview
        if preview is None or preview.interaction_id != call_id:
            return  # the countdown was quicker, or another has come
        if luck < 0.25 and preview.may_skip:
            self._deeds.write("file", call=call_id, label=SKIP_LABEL)
            self.desk.previews.skip()
            await self._settled(call_id)
        elif luck < 0.85:
            self._deeds.write("place", call=call_id)
            self.desk.previews.place()
        await self.until("the preview's call", lambda s: not _previewed(s, call_id))

    async def _talk(self, call_id: str) -> None:
        if self._dice.random() < 0.1 and not self._break_wanted:
            self._break_wanted = True
            self.desk.breaks.ask(scenario.BREAK)
        await self.until("a connected call", lambda s: _talking(s) or _over(s, call_id))
        for _ in range(self._pace.acts):
            await self._rest()
            if _over(self.desk.store.state, call_id):
                return
            await self._act(call_id)
            if self._filed(call_id):
                break
        state = await self.until("the phone", lambda s: _over(s, call_id) or _hang_up_allowed(s))
        if not _over(state, call_id):
            self._deeds.write("hang up", call=call_id)
            self.desk.phone.act(PhoneAction.HANG_UP)
        await self.until("the end of the call", lambda s: _over(s, call_id))

    async def _act(self, call_id: str) -> None:
        acts: tuple[tuple[float, Callable[[str], None]], ...] = (
            (0.26, self._type_note),
            (0.20, self._type_value),
            (0.22, self._turn_page),
            (0.16, self._press_stage),
            (0.10, self._use_phone),
        )
        luck = self._dice.random()
        for share, act in acts:
            luck -= share
            if luck < 0:
                act(call_id)
                return
        await self._file(call_id)

    async def _wrap_up(self, call_id: str) -> None:
        """After the call: a last word, the outcome; while Dialer refuses it, another."""
        await self._rest()
        self._type_note(call_id)
        for _ in range(3):
            state = self.desk.store.state
            if self._filed(call_id) or state.outcome.interaction_id != call_id:
                break
            await self._file(call_id)
        if self._is_shown(call_id) and not self._filed(call_id):
            self._deeds.write("put away", call=call_id)
            self.desk.outcomes.put_away(call_id)

    def _type_note(self, call_id: str) -> None:
        note = self.desk.store.state.note
        self._typed += 1
        before = note.text if note.interaction_id == call_id else ""
        text = f"{before} {self._dice.choice(WORDS)}{self._typed}".strip()
        self._deeds.write("note", call=call_id, text=text)
        self.desk.notes.type_note(call_id, text)

    def _type_value(self, call_id: str) -> None:
        script = self.desk.store.state.script
        if script.interaction_id != call_id or not script.script.pages:
            return
        controls = script.script.pages[script.page].controls
        if controls:
            self._typed += 1
            column, value = self._dice.choice(controls).column, str(self._typed)
            self._deeds.write("value", call=call_id, column=column, text=value)
            self.desk.scripts.type_value(call_id, column, value)

    def _turn_page(self, call_id: str) -> None:
        script = self.desk.store.state.script
        if script.interaction_id != call_id or not script.script.pages:
            self._press_stage(call_id)
            return
        page = self._dice.randrange(len(script.script.pages))
        stage = script.script.pages[page].stage
        if stage is not None:
            self._deeds.write("stage", call=call_id, number=stage)
        self.desk.scripts.go_to_page(page)

    def _press_stage(self, call_id: str) -> None:
        stage = self._dice.choice(STAGES)
        self._deeds.write("stage", call=call_id, number=stage)
        self.desk.stages.press(stage)

    def _use_phone(self, _call_id: str) -> None:
        allowed = self.desk.store.state.phone.allowed - {PhoneAction.HANG_UP}
        if PhoneAction.RESUME in allowed:
            self.desk.phone.act(PhoneAction.RESUME)
        elif allowed:
            ordered = sorted(allowed, key=lambda action: action.value)
            self.desk.phone.act(self._dice.choice(ordered))

    async def _file(self, call_id: str) -> None:
        outcome = self._outcome()
        self._deeds.write("choose", call=call_id, label=outcome.label)
        self.desk.outcomes.choose(call_id, outcome)
        await self._rest()
        await self.until("outcomes to be taken again", lambda s: not _held(s, call_id))
        self._note_filing(call_id, outcome)
        self.desk.outcomes.file(call_id)
        await self._settled(call_id)

    def _outcome(self) -> Outcome:
        """Choose what the campaign offers, whole: a callback has its time, or its agent."""
        terms = self.desk.store.state.outcome.terms
        offered = [each for each in terms.dispositions if each.label != SKIP_LABEL]
        disposition = self._dice.choice(offered)
        return Outcome(
            disposition,
            self._callback(own=terms.own_callbacks) if disposition.scheduled else None,
            another_call=self._dice.random() < 0.1,
            abandon=disposition.abandon,
        )

    def _callback(self, *, own: bool) -> Callback:
        """Choose a callback; a quarter is due so soon that it comes back within this shift."""
        mine = own and self._dice.random() < 0.5
        if mine and self._dice.random() < 0.3:
            return Callback(mine=True)
        soon = self._dice.random() < 0.25
        ahead = timedelta(seconds=self._dice.randint(5, 20) if soon else 86_400)
        clock = self._dice.choice((CallbackClock.UTC, CallbackClock.CONTACT))
        at = (datetime.now(UTC) + ahead).replace(tzinfo=None, microsecond=0)
        return Callback(at, clock, mine)

    def _note_filing(self, call_id: str, outcome: Outcome, *, left: bool = False) -> None:
        self._deeds.write("file", call=call_id, label=outcome.label, left=left)

    async def _settled(self, call_id: str) -> None:
        """Wait until the outcome that was sent has its answer."""
        await self.until("an outcome's answer", lambda s: not _sending(s, call_id))

    def _filed(self, call_id: str) -> bool:
        outcome = self.desk.store.state.outcome
        return outcome.interaction_id == call_id and outcome.view.filed

    async def _keep_calls_away(self) -> None:
        """Two times in three be unavailable first, as the desk demands; else it must hold back."""
        if self._dice.random() < 0.67:
            self.desk.statuses.set(scenario.BREAK)
            await self.until("a status", lambda s: s.status.current_id == scenario.BREAK)

    def _is_shown(self, call_id: str) -> bool:
        """Whether a call is in hand, or stands among those whose outcome is open."""
        in_hand = self.desk.store.state.outcome.interaction_id == call_id
        return in_hand or self._is_left_open(call_id)

    def _is_left_open(self, call_id: str) -> bool:
        return any(call_id == o.interaction_id for o in self.desk.store.state.open_outcomes)

    async def _rest(self) -> None:
        await asyncio.sleep(self._dice.uniform(*self._pace.between))


def _open_call(state: DeskState) -> Call | None:
    """The call in hand, while it goes on or wants an outcome."""
    call = state.call
    if call is None or not call.campaign_id or state.outcome.view.filed:
        return None
    return call if not call.state.ended or state.outcome.missing else None


def _talking(state: DeskState) -> bool:
    return state.call is not None and state.call.talking


def _over(state: DeskState, call_id: str) -> bool:
    """Whether a call has ended, or another has come in its place: Dialer had given it up."""
    call = state.call
    return call is None or call.interaction_id != call_id or call.state.ended


def _held(state: DeskState, call_id: str) -> bool:
    """Whether this call's outcome waits for messages, or for Dialer."""
    panel = state.outcome
    return panel.interaction_id == call_id and panel.fault in _HELD


def _previewed(state: DeskState, call_id: str) -> bool:
    return state.preview is not None and state.preview.interaction_id == call_id


def _hang_up_allowed(state: DeskState) -> bool:
    return PhoneAction.HANG_UP in state.phone.allowed and state.phone.doing is None


def _sending(state: DeskState, call_id: str) -> bool:
    views = [each.view for each in state.open_outcomes if each.interaction_id == call_id]
    if state.outcome.interaction_id == call_id:
        views.append(state.outcome.view)
    return any(view.sending is not None for view in views)


def _standing(state: DeskState) -> str:
    call = state.call
    in_hand = f"{call.interaction_id} {call.state.value}" if call else "none"
    return (
        f"phase {state.phase.value}, status {state.status.current_id!r}, "
        f"break {state.breaks.state.value}, call {in_hand}, "
        f"fault {state.outcome.fault}, newest notices "
        f"{[notice.cause.value for notice in state.board.notices[:5]]}"
    )
