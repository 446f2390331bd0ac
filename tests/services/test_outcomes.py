"""How a call ends: filed on the agent's press, confirmed only by the server's 200, never lost."""

from datetime import datetime
from typing import Any

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Callback, CallbackClock, Outcome, OutcomeFault
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import form, log_on, told, until
from tests.services.ic_server import (
    CALL_BACK,
    NO_LICENCE,
    PASSWORD,
    SALE,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
    status,
)

FILE = ("POST", "dialer/disposition")
SOLD = Outcome(Disposition("Sale", "Success", "1"))
LATER = Disposition("Call back", "Scheduled", "1")


async def talking(desk: AgentDesk, server: IcServer, **more: Any) -> DeskState:
    """Be on a call that can be sold or called back."""
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)))
    return await next_one(desk, server, "9001", **more)


async def next_one(desk: AgentDesk, server: IcServer, key: str, **more: Any) -> DeskState:
    known = {"dispositions": [SALE, CALL_BACK]}
    server.say(pop(key, **(known | more)), queue_of((key, "C")))
    return await until(desk, lambda s: s.call and s.call.interaction_id == key and s.call.talking)


async def file(desk: AgentDesk, outcome: Outcome, key: str = "9001") -> DeskState:
    desk.outcomes.choose(key, outcome)
    desk.outcomes.file(key)
    return await until(desk, lambda s: s.outcome.view.verdict and not s.outcome.view.sending)


def filed(server: IcServer) -> list[Any]:
    return [asked.body for asked in server.took(*FILE)]


async def test_an_outcome_is_filed_by_a_press_and_confirmed_by_the_answer_alone(
    desk: AgentDesk, server: IcServer
) -> None:
    state = await talking(desk, server)
    assert state.outcome.missing
    assert state.outcome.fault is OutcomeFault.NOTHING_CHOSEN
    gate = server.hold(*FILE)
    desk.outcomes.choose("9001", SOLD)
    assert desk.store.state.outcome.view.sending is None
    desk.outcomes.file("9001")
    desk.outcomes.file("9001")
    await server.asked_for(*FILE)
    view = desk.store.state.outcome.view
    assert view.sending is not None
    assert not view.filed
    gate.set()
    state = await until(desk, lambda s: s.outcome.view.filed)
    assert filed(server) == [{"label": "Sale"}]
    assert told(state, Cause.OUTCOME_FILED)
    assert not state.outcome.missing
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.view.sending is None


@pytest.mark.parametrize(
    ("reply", "verdict", "cause"),
    [
        (Reply(400, {"message": "No."}), Verdict.REFUSED, Cause.OUTCOME_REFUSED),
        (Reply(500, {"message": "Oops."}), Verdict.NOT_CONFIRMED, Cause.OUTCOME_NOT_CONFIRMED),
        (Reply(raw=b""), Verdict.NOT_CONFIRMED, Cause.OUTCOME_NOT_CONFIRMED),
    ],
)
async def test_what_is_not_confirmed_stays_and_goes_again_by_a_press_only(
    desk: AgentDesk, server: IcServer, reply: Reply, verdict: Verdict, cause: Cause
) -> None:
    await talking(desk, server)
    server.answer(*FILE, reply, Reply(200))
    state = await file(desk, SOLD)
    assert state.outcome.view.verdict is verdict
    assert state.outcome.view.chosen == SOLD
    assert state.outcome.missing
    assert len(told(state, cause)) == 1
    assert len(filed(server)) == 1
    desk.outcomes.file("9001")
    await until(desk, lambda s: s.outcome.view.filed)
    assert len(filed(server)) == 2


async def test_an_outcome_dialer_has_no_call_for_stays_in_sight_and_is_not_sent_again(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    server.answer(*FILE, Reply(404, {"message": "No call."}), Reply(200))
    state = await file(desk, SOLD)
    assert state.outcome.view.chosen == SOLD
    assert state.outcome.fault is OutcomeFault.GIVEN_UP
    assert not state.outcome.missing  # nothing waits for it: it needn't keep the agent
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.view.sending is None
    assert len(filed(server)) == 1


async def test_what_is_typed_while_the_outcome_is_on_its_way_is_sent_after_it(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    gate = server.hold(*FILE)
    desk.outcomes.choose("9001", SOLD)
    desk.outcomes.file("9001")
    await server.asked_for(*FILE)
    desk.scripts.type_value("9001", "Town", "Elmford")
    gate.set()
    await server.asked_for("POST", "dialer/update-call-data")
    [update] = server.took("POST", "dialer/update-call-data")
    assert update.body["callAttributes"] == {"Town": "Elmford"}


async def test_a_missing_licence_is_told_as_such_and_ends_with_a_filing(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    server.answer(*FILE, NO_LICENCE, Reply(200))
    state = await file(desk, SOLD)
    assert state.board.lasts(Cause.LICENCE_MISSING)
    assert told(state, Cause.OUTCOME_REFUSED) == []
    desk.outcomes.file("9001")
    state = await until(desk, lambda s: s.outcome.view.filed)
    assert not state.board.lasts(Cause.LICENCE_MISSING)


async def test_another_call_first_is_told_and_the_outcome_stays_in_sight(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.choose("9001", SOLD)
    server.say(queue_of(("9001", "E")))
    state = await next_one(desk, server, "9002")
    (missed,) = told(state, Cause.OUTCOME_MISSED)
    assert missed.facts.subject == "Sale"
    (left,) = state.open_outcomes
    assert (left.interaction_id, left.view.chosen, left.view.last) == ("9001", SOLD, False)
    desk.outcomes.file("9001")
    assert desk.store.state.open_outcomes[0].view.sending is None
    desk.outcomes.put_away("9001")
    assert desk.store.state.open_outcomes == ()
    assert filed(server) == []


async def test_an_outcome_whose_answer_is_on_its_way_is_not_called_missed(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    gate = server.hold(*FILE)
    desk.outcomes.choose("9001", SOLD)
    desk.outcomes.file("9001")
    await server.asked_for(*FILE)
    server.say(queue_of(("9001", "E")))
    await next_one(desk, server, "9002")
    gate.set()
    state = await until(desk, lambda s: told(s, Cause.OUTCOME_FILED))
    assert told(state, Cause.OUTCOME_MISSED) == []
    assert state.open_outcomes == ()


async def test_a_call_that_comes_before_the_press_has_left_does_not_get_its_outcome(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(desk, server)

    async def another_call_comes(_ask: object) -> None:
        await next_one(desk, server, "9002")

    monkeypatch.setattr(desk.record, "outcome_asked", another_call_comes)
    server.say(queue_of(("9001", "E")))
    await until(desk, lambda s: s.call and s.call.state.ended)
    desk.outcomes.choose("9001", SOLD)
    desk.outcomes.file("9001")
    state = await until(desk, lambda s: told(s, Cause.OUTCOME_MISSED))
    assert state.open_outcomes[0].view.verdict is Verdict.NOT_SENT
    assert filed(server) == []


async def test_a_draft_survives_a_lost_session_and_is_not_sent_by_itself(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    server.end_session()
    desk.outcomes.choose("9001", SOLD)
    desk.outcomes.file("9001")
    state = await until(desk, lambda s: s.phase is Phase.EXPIRED and not s.outcome.view.sending)
    assert state.outcome.view.chosen == SOLD
    assert state.outcome.fault is OutcomeFault.NO_SESSION
    desk.logon.again(PASSWORD)
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_ON and not s.outcome.fault)
    assert told(state, Cause.OUTCOME_REFUSED) == []
    assert len(filed(server)) == 1
    desk.outcomes.file("9001")
    await until(desk, lambda s: s.outcome.view.filed)


@pytest.mark.parametrize(
    ("callback", "sent"),
    [
        (
            Callback(datetime(2033, 5, 18, 3, 33, 20), CallbackClock.UTC),  # noqa: DTZ001
            {"scheduledTime": 2000000000, "relativeTo": 0},
        ),
        (
            Callback(datetime(2033, 5, 18, 3, 33, 20), mine=True),  # noqa: DTZ001
            {"scheduledTime": 2000000000, "relativeTo": 1, "scheduledAgent": "ada"},
        ),
        (Callback(mine=True), {"scheduledAgent": "ada"}),
    ],
)
async def test_a_callback_goes_as_the_clock_read(
    desk: AgentDesk, server: IcServer, callback: Callback, sent: dict[str, Any]
) -> None:
    await talking(desk, server)
    await file(desk, Outcome(LATER, callback))
    assert filed(server) == [{"label": "Call back", **sent}]


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (Outcome(LATER), OutcomeFault.CALLBACK_INCOMPLETE),
        (Outcome(LATER, Callback(mine=True)), OutcomeFault.NOT_MINE),
        (Outcome(Disposition("Nowhere")), OutcomeFault.NOT_OFFERED),
    ],
)
async def test_an_outcome_that_cannot_be_is_not_sent(
    desk: AgentDesk, server: IcServer, outcome: Outcome, fault: OutcomeFault
) -> None:
    await talking(desk, server, allowAgentCallbacks=False)
    desk.outcomes.choose("9001", outcome)
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.fault is fault
    assert desk.store.state.outcome.view.sending is None
    assert filed(server) == []


async def test_flags_and_typed_values_go_along(desk: AgentDesk, server: IcServer) -> None:
    await talking(desk, server)
    desk.scripts.type_value("9001", "Plan", "Gold")
    await file(desk, Outcome(SOLD.disposition, another_call=True, abandon=True))
    assert filed(server) == [
        {
            "label": "Sale",
            "placeAdditionalFollowUpCall": True,
            "callAttributes": {"Plan": "Gold"},
            "isAbandon": True,
        }
    ]


@pytest.mark.parametrize("hangs_up", [True, False])
async def test_after_the_filing_the_agent_is_led_on(
    desk: AgentDesk, server: IcServer, hangs_up: bool
) -> None:
    await talking(desk, server, autoDisconnectOnDisposition=hangs_up)
    server.say(status("At Lunch"))
    state = await file(desk, SOLD)
    assert state.outcome.hang_up_next is not hangs_up
    server.say(queue_of(("9001", "I")))
    state = await until(desk, lambda s: s.outcome.ready_next)
    assert not state.outcome.hang_up_next
    server.say(status("Available"))
    await until(desk, lambda s: not s.outcome.ready_next)


async def test_a_call_left_to_a_finishing_agent_owes_no_outcome(
    desk: AgentDesk, server: IcServer
) -> None:
    await talking(desk, server)
    desk.outcomes.finish_later("9001")
    desk.outcomes.finish_later("9001")
    state = await until(desk, lambda s: s.outcome.finished)
    assert not state.outcome.missing
    (asked,) = server.took("POST", "dialer/mark-call-for-finishing")
    assert asked.body == {"callId": "9001", "campaignId": "AAAA-1"}


class TestAnImpatientDesk:
    """A desk whose outcome deadline is short."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(outcome_deadline=0.3)

    async def test_an_answer_that_does_not_come_leaves_doubt(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await talking(desk, server)
        server.hold(*FILE)
        state = await file(desk, SOLD)
        assert state.outcome.view.doubtful
        assert len(filed(server)) == 1
