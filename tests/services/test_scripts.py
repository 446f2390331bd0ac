"""The campaign's script: its pages, their stages, and what is typed into them."""

from typing import Any

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.stage_map import StageMap
from agent_desktop.desk.state import DeskState
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import becomes, confirmed, form, log_on, told, until
from tests.services.ic_server import (
    PASSWORD,
    SALE,
    IcServer,
    Reply,
    campaign,
    campaigns,
    page,
    pop,
    queue_of,
)

FORM = ("POST", "dialer/request-form-definition")
STAGE = ("POST", "dialer/update-stage")
DATA = ("POST", "dialer/update-call-data")


def control(column: str, **more: Any) -> dict[str, Any]:
    known = {"column": column, "label": column, "readOnly": False, "type": 0}
    return known | more


PAGES = [
    page("Identify", 1) | {"controls": [control("Plan"), control("Name", readOnly=True)]},
    page("Offer", 2),
    page("Notes", None),
]


async def reading(desk: AgentDesk, server: IcServer, *pages: dict[str, Any]) -> DeskState:
    """Be on a call whose script is shown."""
    server.answer(*FORM, Reply(200, {"pages": list(pages or PAGES)}))
    await log_on(desk, form(server))
    server.say(
        campaigns(campaign(isLoggedIn=True)), pop(dispositions=[SALE]), queue_of(("9001", "C"))
    )
    return await until(
        desk,
        lambda s: s.call and s.call.talking and s.script.script.pages and s.script.interaction_id,
    )


def sent(server: IcServer) -> list[int]:
    return [asked.body["newStageId"] for asked in server.took(*STAGE)]


async def test_the_pages_stand_as_the_campaign_wrote_them(
    desk: AgentDesk, server: IcServer
) -> None:
    state = await reading(desk, server)
    assert [p.name for p in state.script.script.pages] == ["Identify", "Offer", "Notes"]
    plan, name = state.script.script.pages[0].controls
    assert not plan.read_only
    assert name.read_only
    assert state.script.value("name") == "Canary Contact"


async def test_a_page_asks_for_its_stage_as_the_button_would(
    desk: AgentDesk, server: IcServer
) -> None:
    await reading(desk, server)
    desk.scripts.go_to_page(1)
    view = desk.store.state.stage.view
    assert view.sending is not None
    assert view.sending.number == 2
    state = await confirmed(desk, 2)
    assert state.script.page == 1
    assert state.script.pages_seen == {0, 1}
    assert sent(server) == [2]


async def test_a_stage_s_button_turns_to_its_page(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    desk.stages.press(2)
    state = await confirmed(desk, 2)
    assert state.script.page == 1
    assert sent(server) == [2]


async def test_a_page_without_a_stage_sends_none(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    desk.scripts.go_to_page(2)
    assert desk.store.state.script.page == 2
    assert not desk.stages.sender.busy


async def test_after_the_call_the_pages_turn_and_send_nothing(
    desk: AgentDesk, server: IcServer
) -> None:
    await reading(desk, server)
    server.say(queue_of(("9001", "E")))
    await until(desk, lambda s: s.call and s.call.state.ended)
    desk.scripts.go_to_page(1)
    assert desk.store.state.script.page == 1
    assert not desk.stages.sender.busy


async def test_leaving_a_page_sends_what_was_typed_once(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    desk.scripts.type_value("9001", "Plan", "Go")
    desk.scripts.type_value("9001", "Plan", "Gold")
    desk.scripts.go_to_page(2)
    (asked,) = await server.asked_for(*DATA)
    await becomes(lambda: not desk.scripts._updating)
    for index in (0, 2, 0):
        desk.scripts.go_to_page(index)
    assert not desk.scripts._updating
    attributes = {"callId": "9001", "campaignId": "AAAA-1", "callAttributes": {"Plan": "Gold"}}
    assert asked.body == attributes
    assert len(server.took(*DATA)) == 1


async def test_what_is_typed_meanwhile_follows(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    gate = server.hold(*DATA)
    desk.scripts.type_value("9001", "Plan", "Go")
    desk.scripts.go_to_page(2)
    await server.asked_for(*DATA)
    desk.scripts.type_value("9001", "Plan", "Gold")
    desk.scripts.go_to_page(0)
    assert len(server.took(*DATA)) == 1
    gate.set()
    (_, second) = await server.asked_for(*DATA, times=2)
    assert second.body["callAttributes"] == {"Plan": "Gold"}


async def test_what_fails_is_told_and_goes_with_the_outcome(
    desk: AgentDesk, server: IcServer
) -> None:
    await reading(desk, server)
    server.answer(*DATA, Reply(500))
    desk.scripts.type_value("9001", "Plan", "Gold")
    desk.scripts.go_to_page(2)
    state = await until(desk, lambda s: told(s, Cause.VALUES_NOT_SENT))
    assert state.script.value("Plan") == "Gold"
    assert desk._shift.values.unsent("9001") == {"Plan": "Gold"}


async def test_values_and_page_survive_a_lost_session(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    desk.scripts.type_value("9001", "Plan", "Gold")
    desk.scripts.go_to_page(2)
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    desk.logon.again(PASSWORD)
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    assert state.script.value("Plan") == "Gold"
    assert state.script.page == 2


async def test_a_form_that_cannot_be_read_again_leaves_the_known_stages(
    desk: AgentDesk, server: IcServer
) -> None:
    before = await reading(desk, server)
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    server.answer(*FORM, Reply(500))
    desk.logon.again(PASSWORD)
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    server.say(campaigns(campaign(isLoggedIn=True)))
    state = await until(desk, lambda s: told(s, Cause.REQUEST_FAILED))
    assert state.stage.stages == before.stage.stages
    assert state.script.script == before.script.script


async def test_a_form_that_the_server_changes_is_taken(desk: AgentDesk, server: IcServer) -> None:
    await reading(desk, server)
    server.say(
        {
            "__type": "urn:inin.com:dialer:setFormDefinitionMessage",
            "isDelta": False,
            "campaignId": "AAAA-1",
            "formDefinition": {"pages": [page("Close", 3)]},
        }
    )
    state = await until(desk, lambda s: len(s.script.script.pages) == 1)
    assert [stage.number for stage in state.stage.stages.stages] == [0, 3]


async def test_a_drift_of_script_and_map_is_told_once_both_ways(
    desk: AgentDesk, server: IcServer
) -> None:
    text = '[sets.A]\n1 = "Identify"\n9 = "Wrap-up"\n[campaigns]\n"Spring" = "A"\n'
    desk.forms.use_map(StageMap.parse(text))
    await reading(desk, server)
    state = await until(desk, lambda s: told(s, Cause.STAGE_DRIFT))
    facts = told(state, Cause.STAGE_DRIFT)[0].facts
    assert (facts.stage, facts.subject) == ("2", "9")
    desk.forms.new_session()
    desk.campaigns.select("AAAA-1")
    await server.asked_for(*FORM, times=2)
    server.say(queue_of(("9001", "H")))
    state = await until(desk, lambda s: s.call and s.call.state.value == "held")
    assert len(told(state, Cause.STAGE_DRIFT)) == 1


@pytest.mark.parametrize(("url", "allowed"), [("https://x.example/a", True), ("http://x", False)])
async def test_only_an_encrypted_script_elsewhere_is_offered(
    desk: AgentDesk, server: IcServer, url: str, allowed: bool
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(customScriptUrl=url)))
    state = await until(desk, lambda s: s.script.custom_url)
    assert state.script.url_allowed is allowed


async def test_nothing_is_typed_into_a_filed_call(desk: AgentDesk, server: IcServer) -> None:
    state = await reading(desk, server)
    desk.outcomes.choose("9001", outcome_of(state))
    desk.outcomes.file("9001")
    await until(desk, lambda s: s.outcome.view.filed)
    desk.scripts.type_value("9001", "Plan", "Gold")
    assert desk._shift.values.typed("9001") == {}


def outcome_of(state: DeskState) -> Outcome:
    return Outcome(state.outcome.terms.dispositions[0])
