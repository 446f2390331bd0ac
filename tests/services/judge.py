"""An IC server in memory that judges every request by the reference's rules (section 4).

It answers nothing by itself: what is asked stays open until a test settles it. What the desk may
know is kept here once more, in plain words, from messages and answers alone.
"""

import asyncio
import inspect
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar

from agent_desktop.icws import (
    Abort,
    Aborted,
    Accepted,
    ConnectionStatus,
    Contact,
    DialerResource,
    Features,
    FormControl,
    FormDefinition,
    FormPage,
    RelativeTo,
    ServerAddress,
    Session,
    StageAccepted,
    Station,
    StatusMessage,
)
from agent_desktop.services.background import GRACE
from tests.services.virtual_time import VirtualClock

T = TypeVar("T")

SPRING, WINBACK = "AAAA-1", "AAAA-2"
SKIP = "Skipped - Agent Skip"
# Label -> category. The last one no campaign offers.
OFFERED = {"Sale": "Success", "Call back": "Scheduled", "Hung up": "Failure"}
FORM = FormDefinition(
    pages=(
        FormPage(name="Identify", stage=1, controls=(FormControl(column="Plan"),)),
        FormPage(name="Offer", stage=2, controls=(FormControl(column="Answer"),)),
        FormPage(name="Thanks"),
    )
)
# What is answered at once, and well: nothing here is about it.
AT_ONCE = {
    "set_station",
    "station",
    "subscribe_queue",
    "status_messages",
    "status_messages_user_access",
    "subscribe_user_statuses",
    "connection_state",
    "log_off",
}
AS_COMPANION = AT_ONCE | {"update_stage", "request_form_definition", "set_user_status"}
SHOWN = 20.0  # seconds: a preview that was taken on is shown as placed by then, or it got lost
LETTERS = {"A": "alerting", "C": "connected", "H": "held", "I": "ended", "E": "ended"}


@cache
def signature(name: str) -> inspect.Signature:
    return inspect.signature(getattr(Session, name))


@dataclass(eq=False)
class Asked:
    """One request, open until it is settled."""

    name: str
    arguments: dict[str, Any]
    session: "FakeSession"
    answer: "asyncio.Future[Any]"
    about: str | None = None  # the call it is for


@dataclass
class Seen:
    """A call as the messages have shown it."""

    campaign: str
    state: str
    may_skip: bool = False
    ends: float | None = None
    passed: bool = False
    taken_at: float | None = None  # when the server took its placing on
    timer_used: bool = False
    chosen: str | None = None
    filed: bool = False
    put_away: bool = False
    finished: bool = False  # left to a finishing agent
    unknown: bool = False  # Dialer said that it has no call to file an outcome for
    unseen: bool = False  # taken for over: the queue has never named it

    @property
    def ended(self) -> bool:
        return self.state == "ended"

    @property
    def placed(self) -> bool:
        return self.state not in ("preview", "by hand")

    @property
    def live(self) -> bool:
        return self.placed and not self.ended

    @property
    def owes(self) -> bool:
        """Whether Dialer waits for its outcome."""
        return (
            bool(self.campaign)
            and self.state != "preview"
            and not (self.passed or self.filed or self.put_away or self.finished)
        )

    def come_to(self, state: str) -> None:
        if not self.ended or self.unseen:
            self.passed = state == "ended" and not self.placed
            self.state = state
            self.unseen = False


class FakeSession:
    """Takes every call a Session takes, with its own signature."""

    def __init__(self, judge: "Judge", version: int) -> None:
        self._judge = judge
        self.features = Features({"dialer": version, "messaging": 2})
        self.info = SimpleNamespace(
            user_id="ada",
            user_display_name="Ada Moreno",
            address=ServerAddress.parse("http://ic.example:8018"),
            alternates=(),
            features=self.features,
            days_until_password_expiration=None,
            server_time=SimpleNamespace(utc=judge.clock.server, mono=judge.clock.now().mono),
        )

    def supports(self, resource: DialerResource) -> bool:
        return self.features.supports("dialer", resource.since)

    def close(self) -> None:
        self._judge.cut(self)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not hasattr(Session, name):  # so that hypothesis can print a request of it
            raise AttributeError(name)

        def ask(*args: Any, **kwargs: Any) -> None:
            bound = signature(name).bind(self, *args, **kwargs)
            bound.apply_defaults()
            if (last_look := bound.arguments.get("last_look")) is not None:
                last_look()
            ignored = ("self", "deadline", "abort", "last_look")
            arguments = {k: v for k, v in bound.arguments.items() if k not in ignored}
            self._judge.take(self, name, arguments)

        return ask


class FakeBackground:
    """In place of the threads: a request stays open on the loop until it is settled."""

    def __init__(self, judge: "Judge") -> None:
        self._judge = judge

    async def call(self, work: Callable[[Abort], T], *, deadline: float) -> T:
        return await self.end_of(self.begin(work), deadline=deadline)

    def begin(self, work: Callable[[Abort], T]) -> "Future[T] | Asked":
        done: Future[T] = Future()
        try:
            done.set_result(work(Abort()))
        except Exception as error:  # noqa: BLE001  # raised to who waits for it
            done.set_exception(error)
        return self._judge.asked_just_now() or done

    async def end_of(self, asked: "Future[T] | Asked", *, deadline: float) -> T:
        if isinstance(asked, Future):
            return asked.result()
        try:
            async with asyncio.timeout(deadline + GRACE):
                answer: T = await asked.answer
                return answer
        except BaseException:
            if asked.name == "dialer_log_off":
                self._judge.said_log_off = False  # nobody knows: it may be said once more
            raise
        finally:
            if asked in self._judge.open:
                self._judge.open.remove(asked)

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass


@dataclass
class Judge:
    """What the server and the desk have told each other."""

    clock: VirtualClock
    in_hand: Callable[[], str | None]  # the call the desk shows
    filing: Callable[[], str | None]  # the call the outcome in flight is meant for
    companion: bool = False
    right: bool = True
    alive: FakeSession | None = None  # the session, as far as the desk can know
    leaving: bool = False
    newest: Asked | None = None
    open: list[Asked] = field(default_factory=list)
    # Dialer
    in_dialer: bool = False
    entered: bool = False  # in this session, granted a log-off since or not
    deaf: bool = False  # messages have stopped, and the calls weren't read since they came again
    speaking: bool = True  # messages come: who reads the calls now misses nothing
    said_log_off: bool = False
    inside: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    break_told: int = 0
    calls: dict[str, Seen] = field(default_factory=dict)
    queue: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    last: str | None = None
    served: int = 0  # requests judged, of all sessions

    def new_session(self, version: int = 7) -> FakeSession:
        self.alive = FakeSession(self, version)
        self.deaf, self.speaking, self.entered = False, True, False
        self.in_dialer = self.said_log_off = False
        self.inside.clear()
        self.break_told = 0
        for call in self.calls.values():
            call.taken_at = None
        return self.alive

    def lost(self) -> None:
        """The desk has been told that its session is over."""
        self.alive = None
        self.in_dialer = False

    def forget_agent(self) -> None:
        self.calls.clear()
        self.queue.clear()
        self.gone.clear()
        self.listed.clear()
        self.last = None

    def cut(self, session: FakeSession) -> None:
        for asked in [each for each in self.open if each.session is session]:
            if not asked.answer.done():
                asked.answer.set_exception(Aborted(sent=True))

    def flying(self, *names: str) -> list[Asked]:
        """The requests of these names that are open in the present session."""
        return [a for a in self.open if a.name in names and a.session is self.alive]

    # Requests

    def asked_just_now(self) -> Asked | None:
        asked, self.newest = self.newest, None
        return asked

    def take(self, session: FakeSession, name: str, arguments: dict[str, Any]) -> None:
        asked = Asked(name, arguments, session, asyncio.get_running_loop().create_future())
        self.newest = asked
        self.served += 1
        goodbye = name in ("dialer_log_off", "log_off", "connection_state")
        assert session is self.alive or goodbye, f"{name} without a session"
        if self.companion:
            assert name in AS_COMPANION, f"{name} beside another client"
        if name == "subscribe_queue" and self.speaking:
            self.deaf = False
        rule: Callable[[Asked], None] | None = getattr(self, f"_rule_{name}", None)
        if rule is not None:
            rule(asked)
        if name in AT_ONCE or (self.leaving and goodbye):
            asked.answer.set_result(self.success(asked))
            self.effect(asked)
        else:
            self.open.append(asked)

    def _rule_update_stage(self, asked: Asked) -> None:
        assert not self.flying("update_stage"), "two stages in flight"
        campaign = asked.arguments["campaign_id"]
        assert campaign, "a stage without a campaign"
        live = [c for c in self.calls.values() if c.live and c.campaign in ("", campaign)]
        assert live or not self.calls, "a stage without a live call of its campaign"
        assert (asked.arguments["agent_id"] == "ada") == self.companion

    def _rule_file_outcome(self, asked: Asked) -> None:
        assert not self.flying("file_outcome"), "two outcomes in flight"
        asked.about = self.filing()
        assert asked.about is not None
        assert asked.about == self.last, "an outcome of a call that isn't the last"
        assert not self.deaf, "an outcome while another call may have come"
        assert self.entered, "an outcome before Dialer has shown what it has"
        call = self.calls[asked.about]
        assert not call.filed, "an outcome twice"
        assert not call.put_away, "an outcome that was put away"
        assert not call.unknown, "an outcome that would reach the next call"
        given = asked.arguments
        label = given["label"]
        if call.state == "preview":
            assert label == SKIP, "an outcome of a call that wasn't placed"
            assert call.may_skip, "a skip that isn't allowed"
            placed = [each.about for each in self.flying("place_preview_call")]
            assert asked.about not in placed, "a skip while it is placed"
        assert label in OFFERED or (label == SKIP and call.may_skip), "not offered"
        when, who = given["scheduled_time"], given["scheduled_agent"]
        if OFFERED.get(label) == "Scheduled":
            assert when is not None or who is not None, "a callback without time and agent"
            assert who in (None, "ada")
            assert (when is None) == (given["relative_to"] is None)
            if given["relative_to"] is RelativeTo.UTC:
                assert when > self.clock.server.timestamp(), "a callback in the past"
        else:
            assert when is None, "a time for what is no callback"
            assert who is None, "an agent for what is no callback"

    def _rule_place_preview_call(self, asked: Asked) -> None:
        assert not self.flying("place_preview_call"), "two placings in flight"
        asked.about = self.in_hand()
        assert asked.about is not None
        call = self.calls[asked.about]
        assert call.state == "preview", "placing what is no preview"
        assert not self.deaf, "placing while another preview may have come"
        assert self.entered, "placing before Dialer has shown what it has"
        lost = call.taken_at is None or self.clock.now().mono - call.taken_at >= SHOWN - 0.001
        assert lost, "placing what the server has taken on"
        skips = [each.about for each in self.flying("file_outcome")]
        assert asked.about not in skips, "placing while it is skipped"
        if asked.arguments["initiated_by_timer"]:
            assert not call.timer_used, "the timer places once"
            assert call.ends is not None, "no countdown"
            assert self.clock.now().mono >= call.ends - 0.001, "before the countdown's end"
            call.timer_used = True

    def _rule_update_call_data(self, asked: Asked) -> None:
        call = self.calls[asked.arguments["call_id"]]
        assert call.placed, "call data of what wasn't placed"
        assert asked.arguments["call_attributes"], "call data without data"

    def _rule_mark_call_for_finishing(self, asked: Asked) -> None:
        asked.about = asked.arguments["call_id"]
        call = self.calls[asked.about]
        assert call.live, "finishing a call that doesn't live"
        assert call.campaign, "finishing a call without campaign"

    def _rule_dialer_log_in(self, asked: Asked) -> None:
        campaign = asked.arguments["campaign_id"]
        if campaign is None:
            return
        assert self.right, "naming a campaign without the right"
        assert self.in_dialer, "a campaign before the log-in to Dialer"
        assert campaign not in self.inside, "a second log-in"
        others = [a.arguments["campaign_id"] for a in self.flying("dialer_log_in")]
        assert campaign not in others, "a second log-in on its way"

    def _rule_ready_for_calls(self, asked: Asked) -> None:
        for campaign in asked.arguments["campaign_ids"] or ():
            assert campaign in self.inside, "ready where the agent isn't"
        assert self.in_dialer, "ready before the log-in"

    def _rule_dialer_log_off(self, asked: Asked) -> None:
        campaigns = asked.arguments["campaign_ids"]
        if campaigns is None:
            assert not self.said_log_off, "a second log-off from Dialer"
            self.said_log_off = True
        else:
            assert set(campaigns) <= self.inside, "leaving where the agent isn't"

    def _rule_request_break(self, _asked: Asked) -> None:
        assert not self.flying("request_break", "end_break"), "two wishes for a break"

    def _rule_end_break(self, _asked: Asked) -> None:
        assert not self.flying("request_break", "end_break"), "two wishes for a break"

    def _phone(self, asked: Asked, *states: str) -> None:
        assert not self.flying("pick_up", "disconnect", "hold", "mute"), "two hands at the phone"
        assert self.calls[asked.arguments["interaction_id"]].state in states, "not in this state"

    def _rule_pick_up(self, asked: Asked) -> None:
        self._phone(asked, "alerting")

    def _rule_disconnect(self, asked: Asked) -> None:
        self._phone(asked, "alerting", "connected", "held")

    def _rule_hold(self, asked: Asked) -> None:
        self._phone(asked, "connected" if asked.arguments["on"] else "held")

    def _rule_mute(self, asked: Asked) -> None:
        self._phone(asked, "connected", "held")

    def _rule_initiate_manual_outbound_call(self, _asked: Asked) -> None:
        assert not self.flying("initiate_manual_outbound_call"), "two calls by hand"
        shown = self.in_hand()
        assert shown is not None
        assert self.calls[shown].state == "by hand", "dialling what isn't to be dialled"

    # Answers

    def success(self, asked: Asked) -> Any:
        given = asked.arguments
        match asked.name:
            case "update_stage":
                return StageAccepted(given["campaign_id"], given["new_stage_id"], 200, "ref")
            case "status_messages":
                texts = {"Available": True, "At Lunch": False, "Break": False}
                return tuple(StatusMessage(s, s, is_acd_status=a) for s, a in texts.items())
            case "status_messages_user_access":
                return ("Available", "At Lunch", "Break")
            case "station":
                return Station(id="7001")
            case "connection_state":
                return ConnectionStatus(
                    connection_state=1 if asked.session is self.alive else 2,
                    reason="",
                    should_reconnect=False,
                )
            case "request_form_definition":
                return FORM
            case "request_contact_data":
                return (Contact(columns={"Plan": "Gold"}),)
            case "initiate_manual_outbound_call":
                return True
            case "set_user_status":
                return f"request {self.served}"
        return Accepted("ref")

    def effect(self, asked: Asked) -> None:
        """What the desk may believe after a success."""
        if asked.session is not self.alive:
            return
        if asked.name == "dialer_log_in":
            campaign = asked.arguments["campaign_id"]
            self.in_dialer, self.entered, self.said_log_off = True, True, False
            if campaign is not None:
                self.inside.add(campaign)
            elif not self.right:
                self.inside |= self.listed
        call = self.calls.get(asked.about or "")  # it may have been let go meanwhile
        if call is None:
            return
        match asked.name:
            case "file_outcome":
                self._filed(call, asked.about or "")
            case "place_preview_call":
                call.taken_at = self.clock.now().mono
            case "mark_call_for_finishing":
                call.finished = True

    def _filed(self, call: Seen, key: str) -> None:
        call.filed = True
        if not call.placed:
            call.come_to("ended")  # passed over
        elif call.state == "coming" and key not in self.queue:
            call.state, call.unseen = "ended", True

    # Messages

    def pop(
        self, key: str, campaign: str, state: str, *, may_skip: bool, ends: float | None
    ) -> None:
        call = self.calls.get(key)
        if call is None:
            for other, seen in self.calls.items():
                if seen.state == "coming" and other not in self.queue:
                    seen.state, seen.unseen = "ended", True  # Dialer has gone on
            call = self.calls[key] = Seen(campaign, state, may_skip, ends)
            self.last = key
        elif not call.campaign:
            call.campaign, self.last = campaign, key
        call.may_skip = may_skip
        if not call.placed and state == "coming":
            call.state = state
        if key in self.queue:
            call.come_to(LETTERS.get(self.queue[key], call.state))
        if key in self.gone:
            call.come_to("ended")

    def queue_entry(self, key: str, letter: str) -> None:
        self.queue[key] = letter
        self.gone.discard(key)
        if key not in self.calls and letter in "CH":
            self.calls[key] = Seen("", "coming")
        if key in self.calls:
            self.calls[key].come_to(LETTERS[letter])

    def queue_removed(self, key: str) -> None:
        self.queue.pop(key, None)
        if key in self.calls:
            self.calls[key].come_to("ended")
        else:
            self.gone.add(key)

    @property
    def current(self) -> str | None:
        """The call an agent would call theirs."""
        newest = list(reversed(self.calls))
        popped = next((key for key in newest if self.calls[key].campaign), None)
        rules: tuple[Callable[[str], bool], ...] = (
            lambda key: self.calls[key].state in ("connected", "held"),
            lambda key: not self.calls[key].ended and (self.calls[key].placed or key == popped),
            lambda key: popped is None or key == popped,
        )
        for fits in rules:
            found = next((key for key in newest if fits(key)), None)
            if found is not None:
                return found
        return None
