"""From the press to the server and back."""

from typing import Any

import pytest

from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stages import Press, Verdict
from agent_desktop.desk.state import StageBarrier
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import (
    Seat,
    at_work,
    confirmed,
    form,
    in_call,
    log_on,
    next_call,
    told,
    unsettled,
    until,
)
from tests.services.ic_server import (
    HTML,
    NO_LICENCE,
    SPRING,
    WINBACK,
    IcServer,
    Reply,
    campaign,
    campaigns,
    pop,
    queue_of,
)

STAGE = ("POST", "dialer/update-stage")


def sent(server: IcServer) -> list[int]:
    """The stages that were sent, in order."""
    return [asked.body["newStageId"] for asked in server.took(*STAGE)]


async def test_a_press_moves_the_call_on_the_server(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    seat.pop()
    await until(desk, lambda s: s.stage.call_known and s.stage.barrier is None)
    desk.stages.press(2)
    state = await confirmed(desk, 2)
    assert seat.session()["call"]["stage"] == 2
    assert state.stage.view.unsettled is None
    (request,) = seat.requests("dialer/update-stage")
    assert request["stage"]["agentId"] is None


async def test_a_press_shows_as_sending_at_once_and_confirmed_only_by_the_answer(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    gate = server.hold(*STAGE)
    desk.stages.press(1)
    view = desk.store.state.stage.view
    assert view.sending is not None
    assert view.sending.number == 1
    assert view.current is None
    await server.asked_for(*STAGE)
    assert desk.store.state.stage.view.current is None
    gate.set()
    state = await confirmed(desk, 1)
    assert state.stage.view.sending is None
    (asked,) = server.took(*STAGE)
    assert asked.body == {"newStageId": 1, "campaignId": SPRING}


async def test_a_refusal_carries_the_server_s_words(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    seat.pop()
    await until(desk, lambda s: s.stage.call_known and s.stage.barrier is None)
    desk.stages.press(7)
    lost = await unsettled(desk)
    assert lost.verdict is Verdict.REFUSED
    assert "7" in lost.answer.message
    assert not desk.store.state.stage.view.may_send_again
    (notice,) = told(desk.store.state, Cause.STAGE_REFUSED)
    assert notice.facts.campaign == "Spring renewal"
    assert notice.answer == lost.answer


async def test_a_missing_licence_is_told_once_however_often_it_is_pressed(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, NO_LICENCE)
    desk.stages.press(1)
    await until(desk, lambda s: s.board.lasts(Cause.LICENCE_MISSING))
    desk.stages.press(2)
    state = await until(desk, lambda s: s.board.lasting[0].times == 2)
    (notice,) = told(state, Cause.LICENCE_MISSING)
    assert (notice.facts.user, notice.facts.station) == ("ada", "7001")
    assert state.board.lasts(Cause.LICENCE_MISSING)
    assert told(state, Cause.STAGE_REFUSED) == []


async def test_the_next_stage_that_is_taken_ends_the_missing_licence(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, NO_LICENCE, Reply(200))
    desk.stages.press(1)
    await until(desk, lambda s: s.board.lasts(Cause.LICENCE_MISSING))
    desk.stages.press(1)
    state = await until(desk, lambda s: not s.board.lasts(Cause.LICENCE_MISSING))
    assert state.stage.view.current is not None


async def test_a_proxy_s_403_says_nothing_of_licences_and_is_told(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, Reply(403, HTML.body, HTML.headers))
    desk.stages.press(1)
    assert (await unsettled(desk)).verdict is Verdict.REFUSED
    state = desk.store.state
    assert told(state, Cause.LICENCE_MISSING) == []
    assert len(told(state, Cause.STAGE_REFUSED)) == 1


async def test_a_resource_that_was_removed_turns_stages_off(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, Reply(410, {"message": "Gone."}))
    desk.stages.press(1)
    state = await until(desk, lambda s: s.stage.barrier is StageBarrier.REMOVED)
    assert state.board.lasts(Cause.STAGE_REMOVED)
    assert told(state, Cause.STAGE_REFUSED) == []
    desk.stages.press(2)
    assert desk.store.state.stage.view.sending is None
    assert sent(server) == [1]


@pytest.mark.parametrize(
    "reply", [Reply(500, {"message": "Oops."}), Reply(503), Reply(raw=b""), Reply(raw=b"HTTP/1.1")]
)
async def test_what_may_have_taken_effect_is_not_confirmed_and_never_sent_again_by_itself(
    desk: AgentDesk, server: IcServer, reply: Reply
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, reply, Reply(200))
    desk.stages.press(1)
    assert (await unsettled(desk)).verdict is Verdict.NOT_CONFIRMED
    view = desk.store.state.stage.view
    assert view.may_send_again
    assert not view.certain
    assert len(told(desk.store.state, Cause.STAGE_NOT_CONFIRMED)) == 1
    assert sent(server) == [1]
    desk.stages.send_again()
    await confirmed(desk, 1)
    assert sent(server) == [1, 1]


class TestAnImpatientDesk:
    """A desk whose stage deadline is short."""

    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(stage_deadline=0.3)

    async def test_an_answer_that_does_not_come_in_time_is_not_confirmed(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.hold(*STAGE)
        desk.stages.press(1)
        assert (await unsettled(desk)).verdict is Verdict.NOT_CONFIRMED
        assert sent(server) == [1]


async def test_ten_hurried_presses_send_two_requests_and_the_last_wins(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    for number in (1, 2, 3, 4, 1, 2, 3, 4, 1, 9):
        desk.stages.press(number)
    await confirmed(desk, 9)
    assert sent(server) == [1, 9]


async def test_a_press_while_one_is_under_way_waits_for_its_answer(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    gate = server.hold(*STAGE)
    desk.stages.press(1)
    await server.asked_for(*STAGE)
    desk.stages.press(2)
    waiting = desk.store.state.stage.view.waiting
    assert waiting is not None
    assert waiting.number == 2
    gate.set()
    await confirmed(desk, 2)
    assert sent(server) == [1, 2]


async def test_a_press_for_the_stage_the_call_is_in_sends_nothing(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.stages.press(1)
    await confirmed(desk, 1)
    desk.stages.press(1)
    panel = desk.store.state.stage
    assert (panel.pressed, panel.pressed_number) == (Press.ALREADY_THERE, 1)
    assert sent(server) == [1]


async def test_what_was_said_of_a_press_does_not_follow_to_the_next_call(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.stages.press(1)
    await confirmed(desk, 1)
    desk.stages.press(1)
    server.say(queue_of(("9001", "E")))
    await next_call(desk, server, "9002")
    assert desk.store.state.stage.pressed is None


async def test_the_end_of_the_call_drops_the_press_that_waits_and_says_so(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    gate = server.hold(*STAGE)
    desk.stages.press(1)
    await server.asked_for(*STAGE)
    desk.stages.press(2)
    server.say(queue_of(("9001", "E")))
    state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    (notice,) = told(state, Cause.STAGE_DROPPED)
    assert notice.facts.stage == "2 Offer"
    gate.set()
    await until(desk, lambda s: s.stage.view.sending is None)
    desk.stages.press(2)
    desk.stages.send_again()
    assert not desk.stages.sender.busy
    assert sent(server) == [1]


async def test_the_call_of_another_campaign_blocks_the_stages_of_this_one(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.campaigns.select(WINBACK)
    await until(desk, lambda s: s.stage.barrier is StageBarrier.OTHER_CAMPAIGN)
    desk.stages.press(1)
    assert not desk.stages.sender.busy
    server.say(queue_of(("9001", "I")))
    await until(desk, lambda s: s.stage.barrier is StageBarrier.NO_CALL)
    desk.campaigns.select(SPRING)
    await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    assert sent(server) == []


async def test_where_no_call_was_ever_seen_the_server_decides(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign()))
    state = await until(desk, lambda s: s.selected and not s.stage.stages.loading)
    assert state.stage.barrier is None
    assert not state.stage.call_known
    desk.stages.press(2)
    await confirmed(desk, 2)
    assert sent(server) == [2]


async def test_a_call_that_was_never_popped_takes_the_stages_of_the_chosen_campaign(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), queue_of(("9001", "C")))
    state = await until(desk, lambda s: s.stage.call_known and not s.stage.stages.loading)
    assert state.stage.barrier is None
    desk.stages.press(2)
    await confirmed(desk, 2)
    server.say(queue_of(("9001", "E")))
    await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
    desk.stages.press(1)
    assert sent(server) == [2]


async def test_a_preview_takes_no_stage_until_it_is_placed(
    desk: AgentDesk, server: IcServer
) -> None:
    preview: dict[str, Any] = {
        "__type": "urn:inin.com:dialer:previewPop",
        "callPlaced": False,
        "allowSkip": True,
    }
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), pop(**preview))
    await until(desk, lambda s: s.stage.barrier is StageBarrier.NOT_PLACED)
    desk.stages.press(1)
    assert not desk.stages.sender.busy
    server.say(pop(**(preview | {"callPlaced": True})))
    await until(desk, lambda s: s.stage.barrier is None)
    desk.stages.press(1)
    await confirmed(desk, 1)


async def test_a_campaign_being_joined_takes_no_stage(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign()))
    await until(desk, lambda s: s.selected)
    gate = server.hold("POST", "dialer/log-in")
    desk.campaigns.join(SPRING)
    await until(desk, lambda s: s.stage.barrier is StageBarrier.JOINING)
    desk.stages.press(1)
    gate.set()
    await until(desk, lambda s: s.selected and s.selected.membership is Membership.IN)
    assert desk.store.state.stage.barrier is None
    assert sent(server) == []


async def test_an_older_dialer_turns_stages_off_and_says_why(
    desk: AgentDesk, server: IcServer
) -> None:
    server.features["dialer"] = 4
    state = await in_call(desk, server)
    assert state.stage.barrier is StageBarrier.DIALER_TOO_OLD
    (notice,) = told(state, Cause.DIALER_TOO_OLD)
    assert notice.facts.count == 4
    assert state.board.lasts(Cause.DIALER_TOO_OLD)
    desk.stages.press(1)
    assert not desk.stages.sender.busy
    assert sent(server) == []


async def test_a_dialer_that_offers_no_version_turns_stages_off(
    desk: AgentDesk, server: IcServer
) -> None:
    del server.features["dialer"]
    state = await log_on(desk, form(server))
    assert told(state, Cause.DIALER_TOO_OLD)[0].facts.count == 0


async def test_logging_off_while_a_stage_is_under_way_is_no_fault(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.hold(*STAGE)
    desk.stages.press(1)
    await server.asked_for(*STAGE)
    desk.logon.log_off()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert told(state, Cause.PROGRAM_FAULT) == []
    assert told(state, Cause.STAGE_NOT_CONFIRMED) == []
    assert not desk.stages.sender.busy


async def test_the_next_agent_finds_nothing_of_the_last_one_s_call(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    desk.stages.press(1)
    await confirmed(desk, 1)
    desk.logon.log_off()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert state.stage.barrier is StageBarrier.NO_CAMPAIGN
    assert state.call is None
    state = await in_call(desk, server)
    assert state.stage.view.current is None
