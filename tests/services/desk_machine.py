"""A whole desk and the server it works against, and what holds of it at every moment.

A real AgentDesk works against a server in memory (`judge.py`) whose every answer the machine
decides, on a loop whose time passes only by its rules; `test_desk_machine.py` has the rules.
"""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from hypothesis.stateful import RuleBasedStateMachine, invariant

from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.logon import LogOnForm, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState, StageBarrier
from agent_desktop.icws import NoSuchCall
from agent_desktop.icws.messages import message_of
from agent_desktop.platform.settings import Settings
from agent_desktop.services import agent_desk, clients, keeper, stages
from agent_desktop.services.agent_desk import AgentDesk
from tests.services import ic_server as say
from tests.services.judge import OFFERED, SPRING, WINBACK, Asked, FakeBackground, Judge, Seen
from tests.services.virtual_time import VirtualClock, VirtualLoop

SHOWN = {
    "preview": {"preview"},
    "by hand": {"by hand"},
    "coming": {"coming"},
    "alerting": {"alerting"},
    "connected": {"connected"},
    "held": {"held"},
    "ended": {"ended", "ended here", "ended there"},
}
TOLD = {0: BreakState.NONE, 1: BreakState.PENDING, 2: BreakState.ON_BREAK}
NOT_TAKEN = (Verdict.REFUSED, Verdict.NOT_CONFIRMED, Verdict.NOT_SENT, Verdict.SESSION_GONE)
FORM_TYPED = LogOnForm("http://ic.example:8018", "ada", "pass", station="7001", remember=False)


class DeskMachine(RuleBasedStateMachine):
    """The desk, the judge of what its server is asked, and the truths; the rules are a shift's."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = VirtualLoop()
        self.clock = VirtualClock(self.loop)
        self.judge = Judge(self.clock, self._shown, self._filing)
        self.numbers = 0
        self.version = 7
        self.break_hangs = False
        self.doubted: object = None  # the session that was called over, and went on
        self.asked_before: list[Asked] = []  # and what was on its way then: no second word
        with (
            patch.object(agent_desk, "Background", lambda: FakeBackground(self.judge)),
            patch.object(stages, "Background", lambda **_: FakeBackground(self.judge)),
            patch.object(keeper, "Background", lambda **_: FakeBackground(self.judge)),
        ):
            self.desk = AgentDesk(Settings(), clock=self.clock)
        self.desk.tasks.report = self.loop.faults.append
        self.desk.keeper.open = self._messages_open  # type: ignore[method-assign]  # no thread
        self.desk.keeper.on_taken_back.remove(self.desk.keeper._taken_back)
        self.desk.departure.on_quit.append(self.desk.logon.log_off)
        self.desk.logon.on_left.append(self._leaves)

    def teardown(self) -> None:
        try:
            if self.state.phase not in (Phase.LOGGED_OFF, Phase.LOGGING_OFF):
                self.loop.do(self.desk.logon.log_off)
                self.loop.advance(60)
        finally:
            self.loop.end()

    # What is needed by the rules

    @property
    def state(self) -> DeskState:
        return self.desk.store.state

    def _shown(self) -> str | None:
        return self.state.call.interaction_id if self.state.call else None

    def _filing(self) -> str | None:
        ask = self.desk._shift.outcomes.in_flight
        return ask.interaction_id if ask else None

    def _leaves(self) -> None:
        self.judge.leaving = True
        self.judge.lost()

    def _messages_open(self) -> None:
        shift = self.desk._shift
        shift.hear(shift.gaps)

    def receive(self, message: dict[str, Any]) -> None:
        self.loop.do(lambda: self.desk._receive(message_of(message)))

    def client(self, *_: object, **__: object) -> Any:
        judge, version = self.judge, self.version

        class FakeClient:
            def log_on(self, *_: object, **__: object) -> object:
                return judge.new_session(version)

            def close(self) -> None:
                pass

        return FakeClient()

    def log_on(self, companion: bool) -> None:
        self.judge.forget_agent()
        self.judge.leaving = False
        self.judge.companion = companion
        form = (
            FORM_TYPED
            if not companion
            else LogOnForm("http://ic.example:8018", "ada", "pass", companion=True, remember=False)
        )
        with patch.object(clients, "Client", self.client):
            self.loop.do(lambda: self.desk.logon.submit(form))
        assert self.state.phase is Phase.LOGGED_ON

    def settle(self, asked: Asked, error: Exception | None = None) -> None:
        self.judge.open.remove(asked)
        if error is None:
            asked.answer.set_result(self.judge.success(asked))
            self.judge.effect(asked)
        else:
            if isinstance(error, NoSuchCall) and asked.name == "file_outcome":
                self.judge.calls[str(asked.about)].unknown = True
            asked.answer.set_exception(error)
        self.loop.settle()

    def list_campaigns(self, logged_in: bool | None = None) -> None:
        self.judge.listed = {SPRING, WINBACK}
        if not self.judge.right:
            self.judge.inside |= self.judge.listed
        elif logged_in is not None:
            self.judge.inside = {SPRING, WINBACK} if logged_in else set()
        listed = [say.campaign(c, isLoggedIn=logged_in) for c in (SPRING, WINBACK)]
        self.receive(say.campaigns(*listed, right=self.judge.right))

    @property
    def on(self) -> bool:
        return self.judge.alive is not None

    @property
    def at_work(self) -> bool:
        return self.on and not self.judge.companion

    # What holds at every moment

    @invariant()
    def everything_holds(self) -> None:
        self.the_call_is_the_one_the_messages_show()
        self.the_outcomes_are_as_they_were_chosen_and_answered()
        self.no_outcome_is_ever_lost()
        self.the_break_is_as_dialer_told_it()
        self.campaigns_are_shown_as_worked_only_where_they_are()
        self.nothing_went_wrong()

    def the_call_is_the_one_the_messages_show(self) -> None:
        if self.state.phase in (Phase.LOGGED_OFF, Phase.LOGGING_OFF):
            return
        for key in [k for k in self.judge.calls if self.desk._shift.calls.get(k) is None]:
            let_go = self.judge.calls.pop(key)
            assert let_go.ended, "a call that goes on was let go"
            assert not let_go.owes, "a call whose outcome is open was let go"
        assert self._shown() == self.judge.current
        for call in self.desk._shift.calls.calls:
            seen = self.judge.calls[call.interaction_id]
            assert call.state.value in SHOWN[seen.state]
            assert call.campaign_id == seen.campaign
        if self.state.stage.barrier is None and self.state.call is not None:
            assert self.judge.calls[self.state.call.interaction_id].live
        if self.state.phase is not Phase.LOGGED_ON:
            assert self.state.stage.barrier in (StageBarrier.NO_SESSION, StageBarrier.NO_CAMPAIGN)

    def the_outcomes_are_as_they_were_chosen_and_answered(self) -> None:
        if self.state.phase in (Phase.LOGGED_OFF, Phase.LOGGING_OFF):
            return
        book = self.desk._shift.outcomes
        for key, call in self.judge.calls.items():
            view = book.view(key)
            assert view.filed == (call.filed and not call.put_away)
            assert (view.chosen.label if view.chosen else None) == call.chosen
            assert (view.sending is not None) == (self._filing() == key)
            assert view.last == (key == self.judge.last) or call.put_away
            if view.verdict is not None:
                assert view.verdict in (Verdict.CONFIRMED, *NOT_TAKEN)

    def no_outcome_is_ever_lost(self) -> None:
        state = self.state
        if self.judge.companion or state.phase in (Phase.LOGGED_OFF, Phase.LOGGING_OFF):
            return
        shown = {o.interaction_id: o.view for o in state.open_outcomes}
        shown[state.outcome.interaction_id] = state.outcome.view
        for key, call in self.judge.calls.items():
            if call.owes:
                assert key in shown, "an outcome that Dialer waits for isn't shown"
                chosen = shown[key].chosen
                assert (chosen.label if chosen else None) == call.chosen

    def the_break_is_as_dialer_told_it(self) -> None:
        flying = self.judge.flying("request_break", "end_break")
        if self.at_work and not flying and not self.break_hangs:
            assert self.state.breaks.state is TOLD[self.judge.break_told]

    def campaigns_are_shown_as_worked_only_where_they_are(self) -> None:
        if not self.at_work or self.state.phase is not Phase.LOGGED_ON:
            return
        for campaign in self.state.campaigns.campaigns:
            inside = campaign.id in self.judge.inside
            if campaign.membership is Membership.IN and self.judge.right:
                assert inside
            if campaign.membership is Membership.OUT and self.judge.right:
                joins = self.judge.flying("dialer_log_in", "dialer_log_off", "ready_for_calls")
                assert not inside or joins

    def nothing_went_wrong(self) -> None:
        assert not [n for n in self.state.board.notices if n.cause is Cause.PROGRAM_FAULT]
        if self.state.phase is Phase.LOGGED_OFF:
            assert self.state.call is None
            assert self.state.open_outcomes == ()

    # Messages as the server writes them

    def queue_tells(self, key: str, letter: str, *, whole: bool = False) -> None:
        states = [(key, letter)]
        if whole:
            states += [(k, v) for k, v in self.judge.queue.items() if k != key]
        for each, told in states:
            self.judge.queue_entry(each, told)
        self.receive(say.queue_of(*states, whole=whole))

    def _new_key(self) -> str:
        self.numbers += 1
        return f"{9000 + self.numbers}"

    def _key(self, back: int) -> str | None:
        """A call the window shows: it, or one whose outcome is open."""
        shown = [self._shown(), *(o.interaction_id for o in self.state.open_outcomes)]
        keys = [key for key in shown if key in self.judge.calls]
        return keys[back] if len(keys) > back else None

    def _previews(self) -> list[str]:
        return [key for key, call in self.judge.calls.items() if call.state == "preview"]

    def _pop(self, key: str, campaign: str, mode: int, kind: str, **more: Any) -> dict[str, Any]:
        offered = [
            {"label": label, "wrapUpCategory": category, "wrapUpCode": "1", "abandon": False}
            for label, category in OFFERED.items()
        ]
        tag = f"urn:inin.com:dialer:{kind}"
        return say.pop(key, campaign, __type=tag, dialingMode=mode, dispositions=offered, **more)

    def _preview(self, key: str, *, placed: bool) -> dict[str, Any]:
        call: Seen = self.judge.calls[key]
        more: dict[str, Any] = {"callPlaced": placed, "allowSkip": call.may_skip}
        if call.ends is not None:
            ends = self.clock.server + timedelta(seconds=call.ends - self.loop.time())
            more["previewTimeout"] = ends.strftime("%Y%m%dT%H%M%SZ")
            call.ends = float(int(call.ends))
        return self._pop(key, call.campaign, 0, "previewPop", **more)
