"""Beside the vendor's own client: only stages, and nothing that would be felt there."""

import pytest

from agent_desktop.desk.breaks import BreakState
from agent_desktop.desk.campaigns import AgentKind
from agent_desktop.desk.logon import Phase, StationKind
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.panels import LeaveKind, PhoneAction, PhonePanel
from agent_desktop.desk.stage_map import StageMap
from agent_desktop.desk.state import DeskState
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import confirmed, form, log_on, told, unsettled, until
from tests.services.ic_server import IcServer, Reply, pop, queue_of

STAGE = ("POST", "dialer/update-stage")
GUID = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
MAP = f"""
[sets.A]
1 = "Identify"
[campaigns]
"{GUID}" = {{ set = "A", name = "Winback" }}
"Spring" = "A"
"""
ALLOWED = {"dialer/update-stage", "dialer/request-form-definition"}


async def beside(desk: AgentDesk, server: IcServer) -> DeskState:
    desk.forms.use_map(StageMap.parse(MAP))
    await log_on(desk, form(server, companion=True))
    return await until(desk, lambda s: s.selected and not s.stage.stages.loading)


async def test_it_takes_no_station_and_does_not_log_in_to_dialer(
    desk: AgentDesk, server: IcServer
) -> None:
    state = await beside(desk, server)
    assert server.took("PUT", "connection/station") == []
    assert {a.route for a in server.asked if a.route.startswith("dialer/")} <= ALLOWED
    assert state.agent is not None
    assert state.agent.station_kind is StationKind.NONE


async def test_the_campaigns_are_those_of_the_map_with_an_id_and_those_named(
    desk: AgentDesk, server: IcServer
) -> None:
    state = await beside(desk, server)
    assert [(c.id, c.name) for c in state.campaigns.campaigns] == [(GUID, "Winback")]
    desk.campaigns.name_by_hand("  BBBB-7 ")
    desk.campaigns.name_by_hand("bbbb-7")
    state = await until(desk, lambda s: s.selected and s.selected.id == "BBBB-7")
    assert [c.id for c in state.campaigns.campaigns] == [GUID, "BBBB-7"]


async def test_a_stage_names_the_agent(desk: AgentDesk, server: IcServer) -> None:
    await beside(desk, server)
    desk.stages.press(1)
    await confirmed(desk, 1)
    (asked,) = server.took(*STAGE)
    assert asked.body == {"campaignId": GUID, "newStageId": 1, "agentId": "ada"}


async def test_what_the_server_says_to_a_stage_is_shown_as_it_is(
    desk: AgentDesk, server: IcServer
) -> None:
    await beside(desk, server)
    server.answer(*STAGE, Reply(400, {"message": "Not logged in to Dialer.", "errorId": "error.x"}))
    desk.stages.press(1)
    lost = await unsettled(desk)
    assert (lost.answer.message, lost.answer.error_id) == ("Not logged in to Dialer.", "error.x")


async def test_the_call_is_followed_and_its_end_ends_the_stages(
    desk: AgentDesk, server: IcServer
) -> None:
    await beside(desk, server)
    server.say(queue_of(("9001", "C")))
    await until(desk, lambda s: s.call and s.call.talking)
    desk.stages.press(1)
    await confirmed(desk, 1)
    server.say(queue_of(("9001", "E")))
    await until(desk, lambda s: s.call and s.call.state.ended)
    desk.stages.press(0)
    assert not desk.stages.sender.busy


@pytest.mark.parametrize("popped", [True, False])
async def test_no_press_asks_for_what_the_other_client_does(
    desk: AgentDesk, server: IcServer, popped: bool
) -> None:
    await beside(desk, server)
    server.say(*([pop(campaign_id=GUID)] if popped else []), queue_of(("9001", "C")))
    state = await until(desk, lambda s: s.call and s.call.talking)
    assert state.phone == PhonePanel()
    assert not state.outcome.missing
    for action in PhoneAction:
        desk.phone.act(action)
    desk.phone.connect_line()
    desk.breaks.ask()
    desk.outcomes.finish_later("9001")
    desk.outcomes.file("9001")
    desk.previews.place()
    desk.previews.skip()
    desk.manual_calls.dial("1", "+1 202 555 0199")
    desk.campaigns.join(GUID)
    desk.campaigns.leave(GUID)
    desk.campaigns.log_in_again()
    desk.campaigns.set_agent_kind(GUID, AgentKind.FINISHING)
    desk.scripts.type_value("9001", "Plan", "Gold")
    desk.scripts.go_to_page(1)
    assert desk.store.state.breaks.state is BreakState.NONE
    desk.stages.press(1)
    await server.asked_for(*STAGE)
    routes = {asked.route for asked in server.asked}
    felt = {r for r in routes if r.startswith(("dialer/", "interactions/", "connection/station"))}
    assert felt <= ALLOWED
    assert told(desk.store.state, Cause.FINISHING_REFUSED) == []


async def test_it_leaves_at_once(desk: AgentDesk, server: IcServer) -> None:
    await beside(desk, server)
    server.say(queue_of(("9001", "C")))
    await until(desk, lambda s: s.call and s.call.talking)
    desk.departure.ask(LeaveKind.LOG_OFF)
    await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    assert server.took("POST", "dialer/log-off") == []
