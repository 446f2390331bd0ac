"""The whole desk under any order of server messages, answers and presses.

300 shifts are tried in an ordinary run; `DESK_SHIFTS=2000 pytest
tests/services/test_desk_machine.py` tries as many as are asked for. `desk_machine.py` has the desk,
its server and what must hold.
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from agent_desktop.desk.campaigns import AgentKind
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome
from agent_desktop.desk.panels import LeaveKind, PhoneAction
from agent_desktop.desk.terms import Disposition
from agent_desktop.icws import (
    BadRequest,
    LicenceMissing,
    NoAnswer,
    NoSuchCall,
    ResourceRemoved,
    ServerFault,
    SessionGone,
    Unreachable,
)
from agent_desktop.services import clients
from tests.services import ic_server as say
from tests.services.desk_machine import DeskMachine
from tests.services.judge import OFFERED, SKIP, SPRING, WINBACK, Asked

CAMPAIGNS = st.sampled_from([SPRING, WINBACK])
LABELS = st.sampled_from([*OFFERED, SKIP, "Nowhere"])
FAILURES: dict[str, Callable[[], Exception]] = {
    "refused": lambda: BadRequest("Refused.", status=400),
    "no licence": lambda: LicenceMissing("No licence.", status=403),
    "no such call": lambda: NoSuchCall("No such call.", status=404),
    "removed": lambda: ResourceRemoved("Gone.", status=410),
    "fault": lambda: ServerFault("Oops.", status=500),
    "unreachable": lambda: Unreachable("No connection.", host="ic.example"),
    "lost": lambda: NoAnswer("No answer."),
}
SHIFTS = int(os.environ.get("DESK_SHIFTS", "300"))
PARTS = 4  # each with a time limit of its own


class Shifts(DeskMachine):
    """Agents at one desk, and a server that does whatever it likes within the reference."""

    # The shift

    @initialize(
        right=st.booleans(), joined=st.booleans(), companion=st.sampled_from([False] * 9 + [True])
    )
    def begin(self, right: bool, joined: bool, companion: bool) -> None:
        self.judge.right = right
        self.log_on(companion)
        if companion:
            self.loop.do(lambda: self.desk.campaigns.name_by_hand(SPRING))
        while self.judge.open:
            self.settle(self.judge.open[0])
        if not companion:
            self.list_campaigns(joined or None)

    @precondition(lambda self: self.state.phase is Phase.LOGGED_OFF)
    @rule(companion=st.sampled_from([False, False, True]), version=st.sampled_from([7, 7, 4]))
    def next_agent(self, companion: bool, version: int) -> None:
        self.version = version
        self.log_on(companion)

    @precondition(lambda self: self.state.phase is Phase.EXPIRED)
    @rule()
    def logs_on_again(self) -> None:
        with patch.object(clients, "Client", self.client):
            self.loop.do(lambda: self.desk.logon.again("pass"))
        self.break_hangs = False

    @precondition(lambda self: self.on)
    @rule()
    def server_ends_the_session(self) -> None:
        self.judge.lost()
        self.receive(
            {
                "__type": "urn:inin.com:connection:connectionStateChangeMessage",
                "isDelta": False,
                "newConnectionState": 2,
                "reason": "",
            }
        )

    @rule(seconds=st.sampled_from([0.1, 0.5, 2.0, 20.0, 40.0]))
    def time_passes(self, seconds: float) -> None:
        self.loop.advance(seconds)

    # Answers

    @precondition(lambda self: self.judge.open)
    @rule(data=st.data())
    def server_takes_a_request(self, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from(self.judge.open))
        self._count_break(asked)
        self.settle(asked)

    @precondition(lambda self: self.judge.open)
    @rule()
    def server_takes_all(self) -> None:
        for _ in range(8):
            if self.judge.open:
                self._count_break(self.judge.open[0])
                self.settle(self.judge.open[0])

    @precondition(lambda self: self.judge.open)
    @rule(data=st.data(), how=st.sampled_from(sorted(FAILURES)))
    def server_fails_a_request(self, data: st.DataObject, how: str) -> None:
        asked = data.draw(st.sampled_from(self.judge.open))
        self.settle(asked, FAILURES[how]())

    @precondition(lambda self: self.judge.open)
    @rule(data=st.data())
    def server_answers_that_the_session_is_gone(self, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from(self.judge.open))
        before = any(asked is each for each in self.asked_before)
        if asked.session is self.judge.alive and not before:
            self.judge.lost()
        self.settle(asked, SessionGone("Gone.", status=401))

    @precondition(lambda self: self.judge.open and self.on and self._may_doubt())
    @rule(data=st.data())
    def server_calls_a_session_over_that_goes_on(self, data: st.DataObject) -> None:
        mine = [asked for asked in self.judge.open if asked.session is self.judge.alive]
        self.doubted, self.asked_before = self.judge.alive, list(self.judge.open)
        self.judge.deaf, self.judge.speaking = True, False
        self.settle(data.draw(st.sampled_from(mine)), SessionGone("Gone.", status=401))
        self.loop.settle()
        assert self.state.phase is Phase.LOGGED_ON
        self.judge.speaking = True
        self.loop.do(self.desk._resumed)  # the stream is open again

    def _may_doubt(self) -> bool:
        """Once a session: said twice the desk believes it."""
        mine = any(asked.session is self.judge.alive for asked in self.judge.open)
        return mine and self.doubted is not self.judge.alive and self.desk._shift.working

    def _count_break(self, asked: Asked) -> None:
        self.break_hangs |= asked.name in ("request_break", "end_break")

    # Messages

    @precondition(lambda self: self.at_work)
    @rule(
        campaign=CAMPAIGNS,
        mode=st.sampled_from([2, 3, 5, 6]),
        queued=st.sampled_from(["", "A", "C"]),
    )
    def dialer_pops_a_call(self, campaign: str, mode: int, queued: str) -> None:
        key = self._new_key()
        if queued:
            self.queue_tells(key, queued)
        self.judge.pop(
            key, campaign, "by hand" if mode == 6 else "coming", may_skip=False, ends=None
        )
        self.receive(self._pop(key, campaign, mode, "dataPop"))

    @precondition(lambda self: self.at_work)
    @rule(
        campaign=CAMPAIGNS,
        may_skip=st.booleans(),
        countdown=st.sampled_from([None, -5, 1, 30]),
    )
    def dialer_pops_a_preview(self, campaign: str, may_skip: bool, countdown: int | None) -> None:
        key = self._new_key()
        ends = None if countdown is None else self.loop.time() + countdown
        self.judge.pop(key, campaign, "preview", may_skip=may_skip, ends=ends)
        self.receive(self._preview(key, placed=False))

    @precondition(lambda self: self.at_work and self._previews())
    @rule()
    def dialer_shows_a_preview_as_placed(self) -> None:
        key = self._previews()[-1]
        call = self.judge.calls[key]
        self.judge.pop(key, call.campaign, "coming", may_skip=call.may_skip, ends=call.ends)
        self.receive(self._preview(key, placed=True))

    @precondition(lambda self: self.on)
    @rule(letter=st.sampled_from("ACCHIE"), back=st.integers(0, 2), whole=st.booleans())
    def queue_says(self, letter: str, back: int, whole: bool) -> None:
        known = list(self.judge.calls)
        key = known[-1 - back] if len(known) > back else self._new_key()
        self.queue_tells(key, letter, whole=whole)

    @precondition(lambda self: self.on and self.judge.queue)
    @rule(data=st.data())
    def queue_loses(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.judge.queue)))
        self.judge.queue_removed(key)
        self.receive(say.queue_of(interactionsRemoved=[key]))

    @precondition(lambda self: self.at_work)
    @rule(status=st.sampled_from([0, 1, 2]))
    def dialer_tells_of_the_break(self, status: int) -> None:
        self.judge.break_told = status
        kind = "urn:inin.com:dialer:breakStatusMessage"
        self.receive({"__type": kind, "isDelta": False, "breakStatus": status})
        if not self.judge.flying("request_break", "end_break"):
            self.break_hangs = False

    @precondition(lambda self: self.at_work)
    @rule(logged_in=st.sampled_from([None, None, True, False]))
    def dialer_lists_campaigns(self, logged_in: bool | None) -> None:
        if self.judge.flying("dialer_log_in", "dialer_log_off"):
            logged_in = None  # who is in is just changing
        self.list_campaigns(logged_in)

    @precondition(lambda self: self.at_work and self.judge.in_dialer)
    @rule(campaign=CAMPAIGNS, into=st.booleans())
    def supervisor_moves_the_agent(self, campaign: str, into: bool) -> None:
        if into:
            self.judge.inside.add(campaign)
            kind = "urn:inin.com:dialer:autoLoginMessage"
            message: dict[str, Any] = {"__type": kind, "campaignId": campaign}
        else:
            self.judge.inside.discard(campaign)
            kind = "urn:inin.com:dialer:autoLogoutMessage"
            message = {"__type": kind, "campaignIds": [campaign]}
        self.receive({**message, "isDelta": False, "initiatorName": "Grace"})

    @precondition(lambda self: self.at_work)
    @rule(campaign=st.sampled_from(["", SPRING, WINBACK]))
    def dialer_grants_a_log_off(self, campaign: str) -> None:
        if campaign:
            self.judge.inside.discard(campaign)
        else:
            self.judge.inside.clear()
            self.judge.in_dialer = False
        kind = "urn:inin.com:dialer:logoutGrantedMessage"
        self.receive({"__type": kind, "isDelta": False, "campaigns": [{"id": campaign}]})

    @precondition(lambda self: self.at_work)
    @rule(campaign=CAMPAIGNS)
    def form_changes(self, campaign: str) -> None:
        kind = "urn:inin.com:dialer:setFormDefinitionMessage"
        pages = [say.page("Greeting", 1), say.page("Close", 3)]
        form = {"pages": pages}
        self.receive(
            {"__type": kind, "isDelta": False, "campaignId": campaign, "formDefinition": form}
        )

    @precondition(lambda self: self.on)
    @rule(status=st.sampled_from(["Available", "At Lunch", "Break", "Follow Up"]))
    def server_tells_the_status(self, status: str) -> None:
        self.receive(say.status(status))
        assert self.state.status.current_id == status

    @precondition(lambda self: self.at_work)
    @rule(up=st.booleans())
    def dialer_link_changes(self, up: bool) -> None:
        kind = "urn:inin.com:dialer:outboundServerConnectionStateChangeMessage"
        state = 1 if up else 2
        self.receive({"__type": kind, "isDelta": False, "newConnectionState": state, "reason": ""})
        assert self.state.link.dialer_up is up

    @precondition(lambda self: self.at_work)
    @rule(status=st.sampled_from([3, 10, 12, 13]))
    def server_tells_of_a_call_by_hand(self, status: int) -> None:
        kind = "urn:inin.com:dialer:manualOutboundCallStatusMessage"
        self.receive({"__type": kind, "isDelta": False, "status": status, "campaignId": SPRING})

    @precondition(lambda self: self.on)
    @rule()
    def messages_stop(self) -> None:
        self.judge.deaf, self.judge.speaking = True, False
        self.loop.do(self.desk._shift.deafen)
        self.loop.do(self.desk._shift.refresh)

    @precondition(lambda self: self.on)
    @rule()
    def link_comes_back(self) -> None:
        self.judge.speaking = True
        self.loop.do(self.desk._resumed)

    # The agent's hand

    @rule(number=st.integers(0, 3))
    def presses_a_stage(self, number: int) -> None:
        self.loop.do(lambda: self.desk.stages.press(number))

    @rule(what=st.sampled_from(["send again", "accept", "decline"]))
    def answers_for_a_stage(self, what: str) -> None:
        acts = {
            "send again": self.desk.stages.send_again,
            "accept": self.desk.stages.accept_offer,
            "decline": self.desk.stages.decline_offer,
        }
        self.loop.do(acts[what])

    @rule(page=st.integers(0, 2))
    def turns_to_a_page(self, page: int) -> None:
        self.loop.do(lambda: self.desk.scripts.go_to_page(page))

    @rule(column=st.sampled_from(["Plan", "plan", "Answer"]), value=st.sampled_from("abc"))
    def types_a_value(self, column: str, value: str) -> None:
        key = self.state.script.interaction_id
        self.loop.do(lambda: self.desk.scripts.type_value(key, column, value))
        filed = key in self.judge.calls and self.judge.calls[key].filed
        if key and not filed:
            typed = {n.casefold(): v for n, v in self.desk._shift.values.typed(key).items()}
            assert typed[column.casefold()] == value

    @rule(text=st.sampled_from(["a", "ab", ""]))
    def writes_a_note(self, text: str) -> None:
        key = self.state.note.interaction_id
        self.loop.do(lambda: self.desk.notes.type_note(key, text))
        assert self.state.note.text == (text if key else "")

    @precondition(lambda self: self.judge.calls)
    @rule(
        label=LABELS,
        back=st.integers(0, 1),
        hours=st.sampled_from([None, -30, -1, 5]),
        utc=st.booleans(),
        mine=st.booleans(),
    )
    def chooses_an_outcome(
        self, label: str, back: int, hours: int | None, utc: bool, mine: bool
    ) -> None:
        key = self._key(back)
        if key is None:
            return
        at = None
        if hours is not None:
            at = (self.clock.server + timedelta(hours=hours)).replace(tzinfo=None)
        outcome = _outcome(label, at, utc=utc, mine=mine)
        call = self.judge.calls[key]
        self.loop.do(lambda: self.desk.outcomes.choose(key, outcome))
        if not call.filed and self._filing() != key:
            call.chosen = label

    @precondition(lambda self: self.judge.calls)
    @rule(back=st.sampled_from([0, 0, 0, 1]))
    def files_the_outcome(self, back: int) -> None:
        key = self._key(back)
        if key is not None:
            self.loop.do(lambda: self.desk.outcomes.file(key))

    @precondition(lambda self: self.at_work and self.judge.last in self.judge.calls)
    @rule(answered=st.booleans())
    def wraps_up(self, answered: bool) -> None:
        """As an agent does most: an outcome, and its filing."""
        key = str(self.judge.last)
        call, before = self.judge.calls[key], self.judge.flying("file_outcome")
        self.loop.do(lambda: self.desk.outcomes.choose(key, _outcome("Sale", None)))
        if not call.filed and self._filing() != key:
            call.chosen = "Sale"
        self.loop.do(lambda: self.desk.outcomes.file(key))
        heard = self.judge.entered and not self.judge.deaf
        working = self.state.phase is Phase.LOGGED_ON and self.version >= 5 and heard
        handed_on = self.judge.flying("mark_call_for_finishing")
        if working and call.owes and not call.unknown and not before and not handed_on:
            assert self.judge.flying("file_outcome"), "an outcome that can be filed wasn't sent"
        if answered and self.judge.flying("file_outcome"):
            self.settle(self.judge.flying("file_outcome")[0])

    @precondition(lambda self: self.state.open_outcomes)
    @rule()
    def puts_an_outcome_away(self) -> None:
        key = self.state.open_outcomes[0].interaction_id
        if self._filing() == key:
            return
        self.loop.do(lambda: self.desk.outcomes.put_away(key))
        self.judge.calls[key].put_away = True
        self.judge.calls[key].chosen = None

    @precondition(lambda self: self.judge.calls)
    @rule()
    def leaves_the_call_to_a_finishing_agent(self) -> None:
        self.loop.do(lambda: self.desk.outcomes.finish_later(str(self.judge.current)))

    @precondition(lambda self: self._previews())
    @rule(skip=st.booleans())
    def decides_about_the_preview(self, skip: bool) -> None:
        key = self._shown()
        self.loop.do(self.desk.previews.skip if skip else self.desk.previews.place)
        filing = self.desk._shift.outcomes.in_flight
        if filing is not None and filing.outcome.label == SKIP and filing.interaction_id == key:
            self.judge.calls[key].chosen = SKIP

    @rule(action=st.sampled_from(list(PhoneAction)))
    def handles_the_phone(self, action: PhoneAction) -> None:
        self.loop.do(lambda: self.desk.phone.act(action))

    @rule()
    def asks_for_the_line(self) -> None:
        self.loop.do(self.desk.phone.connect_line)

    @rule(status=st.sampled_from(["", "Break"]))
    def asks_for_a_break(self, status: str) -> None:
        self.loop.do(lambda: self.desk.breaks.ask(status))

    @rule()
    def ends_the_break(self) -> None:
        self.loop.do(self.desk.breaks.end)

    @rule(status=st.sampled_from(["Available", "At Lunch", ""]), later=st.booleans())
    def wants_a_status(self, status: str, later: bool) -> None:
        act = self.desk.statuses.set_next if later else self.desk.statuses.set
        self.loop.do(lambda: act(status))

    @rule()
    def is_ready_again(self) -> None:
        self.loop.do(self.desk.statuses.ready)

    @rule(campaign=CAMPAIGNS, what=st.sampled_from(["select", "join", "leave"]))
    def works_a_campaign(self, campaign: str, what: str) -> None:
        acts = {
            "select": self.desk.campaigns.select,
            "join": self.desk.campaigns.join,
            "leave": self.desk.campaigns.leave,
        }
        self.loop.do(lambda: acts[what](campaign))

    @rule(campaign=CAMPAIGNS, kind=st.sampled_from(list(AgentKind)))
    def sets_the_agent_kind(self, campaign: str, kind: AgentKind) -> None:
        self.loop.do(lambda: self.desk.campaigns.set_agent_kind(campaign, kind))

    @rule()
    def reads_the_contact_again(self) -> None:
        self.loop.do(lambda: self.desk.contacts.read_again(self._shown() or ""))

    @rule()
    def dials_by_hand(self) -> None:
        self.loop.do(lambda: self.desk.manual_calls.dial("4711", "+1 202 555 0199"))

    @precondition(lambda self: self.state.board.lasts(Cause.DIALER_LOG_IN_FAILED))
    @rule()
    def logs_in_to_dialer_again(self) -> None:
        self.loop.do(self.desk.campaigns.log_in_again)

    @precondition(lambda self: self.state.phase in (Phase.LOGGED_ON, Phase.EXPIRED))
    @rule(kind=st.sampled_from(list(LeaveKind)))
    def wants_to_leave(self, kind: LeaveKind) -> None:
        self.loop.do(lambda: self.desk.departure.ask(kind))

    @precondition(lambda self: self.state.leaving is not None)
    @rule(anyway=st.sampled_from([False, False, True]))
    def thinks_better_of_leaving(self, anyway: bool) -> None:
        self.loop.do(self.desk.departure.anyway if anyway else self.desk.departure.stay)


def _outcome(label: str, at: datetime | None, *, utc: bool = True, mine: bool = False) -> Outcome:
    callback = Callback(at, CallbackClock.UTC if utc else CallbackClock.CONTACT, mine=mine)
    disposition = Disposition(label, OFFERED.get(label, "Skipped"), "1" if label in OFFERED else "")
    return Outcome(disposition, callback if at is not None or mine else None)


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_comes_in_whatever_order_the_desk_stays_true(part: int) -> None:
    run_state_machine_as_test(
        Shifts,
        settings=settings(max_examples=SHIFTS // PARTS, stateful_step_count=50, deadline=None),
    )
