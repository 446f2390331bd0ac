"""Campaigns: joined, left, changed by a supervisor, and where their stages come from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.campaigns import Membership
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stage_lists import StageSource
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import (
    Control,
    Seat,
    at_work,
    form,
    in_call,
    log_on,
    membership,
    simulator_running,
    told,
    until,
)
from tests.services.ic_server import (
    NO_LICENCE,
    SPRING,
    WINBACK,
    IcServer,
    Reply,
    campaign,
    campaigns,
    page,
    pop,
    queue_of,
    status,
)

LOG_IN = ("POST", "dialer/log-in")
LOG_OFF = ("POST", "dialer/log-off")
READY = ("POST", "dialer/ready-for-calls")
FORM = ("POST", "dialer/request-form-definition")
REFUSED = Reply(400, {"message": "The campaign is stopping."})


async def listed(desk: AgentDesk, server: IcServer, **more: Any) -> None:
    """Log on and see the campaign Spring."""
    await log_on(desk, form(server))
    server.say(campaigns(campaign(**more)))
    await until(desk, lambda s: s.selected and not s.stage.stages.loading)


async def test_dialer_is_logged_in_to_once_the_queue_is_followed(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    asked = [(a.method, a.route, a.body) for a in server.asked]
    queue = next(i for i, a in enumerate(asked) if "subscriptions/queues" in a[1])
    dialer = asked.index((*LOG_IN, {}))
    assert queue < dialer < asked.index((*READY, {}))


async def test_joining_logs_in_and_says_ready(desk: AgentDesk, seat: Seat) -> None:
    state = await at_work(desk, seat)
    seat.pop()  # the simulator gives calls only to agents who are ready
    state = await until(desk, lambda s: s.stage.call_known)
    session = seat.session()
    assert session["campaigns"] == [state.selected_id]
    assert len(seat.requests("dialer/log-in")) == 2


async def test_ready_names_the_campaign_that_was_joined(desk: AgentDesk, server: IcServer) -> None:
    await listed(desk, server)
    desk.campaigns.join(SPRING)
    assert membership(desk.store.state, "Spring") == "joining"
    asked = await server.asked_for(*READY, 2)
    assert asked[-1].body == {"campaignIds": [SPRING]}
    assert membership(desk.store.state, "Spring") == "in"


async def test_a_campaign_is_joined_only_once_however_often_it_is_pressed(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    for _ in range(3):
        desk.campaigns.join(SPRING)
    await server.asked_for(*READY, 2)
    desk.campaigns.join(SPRING)
    assert [a.body for a in server.took(*LOG_IN)] == [{}, {"campaignId": SPRING}]


async def test_a_refused_campaign_is_out_and_told_with_its_reason(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    server.answer(*LOG_IN, REFUSED)
    desk.campaigns.join(SPRING)
    state = await until(desk, lambda s: told(s, Cause.CAMPAIGN_REFUSED))
    (notice,) = told(state, Cause.CAMPAIGN_REFUSED)
    assert (notice.facts.campaign, notice.answer.message) == (
        "Spring",
        "The campaign is stopping.",
    )
    assert membership(state, "Spring") == "out"


async def test_leaving_is_asked_for_and_then_granted(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    call = seat.pop()
    await until(desk, lambda s: s.stage.call_known and s.stage.barrier is None)
    selected = desk.store.state.selected_id
    assert selected is not None
    desk.campaigns.leave(selected)
    await until(desk, lambda s: membership(s, "Spring renewal") == "leaving")
    assert told(desk.store.state, Cause.LOGGED_OUT_OF_CAMPAIGN) == []
    seat.control.post(f"calls/{call}/end")
    state = await until(desk, lambda s: membership(s, "Spring renewal") == "out")
    (notice,) = told(state, Cause.LOGGED_OUT_OF_CAMPAIGN)
    assert notice.facts.campaign == "Spring renewal"


async def test_a_refused_leave_leaves_the_agent_in(desk: AgentDesk, server: IcServer) -> None:
    await listed(desk, server, isLoggedIn=True)
    server.answer(*LOG_OFF, REFUSED)
    desk.campaigns.leave(SPRING)
    state = await until(desk, lambda s: told(s, Cause.CAMPAIGN_REFUSED))
    assert membership(state, "Spring") == "in"
    server.answer(*LOG_OFF)


async def test_a_leave_for_a_campaign_the_agent_is_not_in_is_none(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    desk.campaigns.leave(SPRING)
    assert membership(desk.store.state, "Spring") == "out"
    assert server.took(*LOG_OFF) == []


async def test_out_of_dialer_altogether_is_out_of_every_campaign(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    both = campaign(isLoggedIn=True), campaign(WINBACK, "Winback", isLoggedIn=True)
    server.say(campaigns(*both))
    await until(desk, lambda s: membership(s, "Winback") == "in")
    kind = "urn:inin.com:dialer:logoutGrantedMessage"
    server.say({"__type": kind, "isDelta": False, "campaigns": [{"id": "", "name": ""}]})
    state = await until(desk, lambda s: membership(s, "Winback") == "out")
    assert membership(state, "Spring") == "out"
    assert len(told(state, Cause.LOGGED_OUT_OF_CAMPAIGN)) == 1


@pytest.fixture
def own_simulator(tmp_path: Path) -> Iterator[Control]:
    """A simulator whose campaigns a test may change."""
    with simulator_running(tmp_path) as control:
        yield control


async def test_a_supervisor_s_changes_show_at_once(desk: AgentDesk, own_simulator: Control) -> None:
    control = own_simulator
    await at_work(desk, Seat("agent1", "7001", control))
    spring = desk.store.state.selected_id
    assert spring is not None
    control.patch(f"campaigns/{spring}", status=["on", "paused"], name="Spring 2")
    state = await until(desk, lambda s: s.selected and s.selected.paused)
    assert [n.facts.campaign for n in told(state, Cause.CAMPAIGN_PAUSED)] == ["Spring 2"]
    control.patch(f"campaigns/{spring}", status=["on"])
    await until(desk, lambda s: s.selected and s.selected.running)
    control.post("campaigns", name="Autumn", workgroup="Outbound")
    state = await until(desk, lambda s: membership(s, "Autumn") == "out")
    assert [n.facts.campaign for n in told(state, Cause.CAMPAIGN_ADDED)] == ["Autumn"]
    control.delete(f"campaigns/{spring}")
    state = await until(desk, lambda s: membership(s, "Spring 2") == "not listed")
    assert [n.facts.campaign for n in told(state, Cause.CAMPAIGN_REMOVED)] == ["Spring 2"]
    assert state.selected is not None
    assert state.selected.name != "Spring 2"
    await desk.close()


async def test_changes_of_campaigns_the_agent_does_not_work_are_not_told(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    paused = [{"id": SPRING, "name": "Spring", "status": [1, 16]}]
    server.say(campaigns(isDelta=True, campaignsChanged=paused))
    await until(desk, lambda s: s.selected and s.selected.paused)
    server.say(campaigns(isDelta=True, campaignsRemoved=[{"id": SPRING}]))
    state = await until(desk, lambda s: s.selected is None)
    assert state.board.notices == ()


async def test_an_agent_moved_in_by_a_supervisor_is_told_and_ready(
    desk: AgentDesk, seat: Seat
) -> None:
    await at_work(desk, seat)
    winback = desk.store.state.campaigns.campaigns[1].id
    seat.control.post(f"campaigns/{winback}/log-in", user=seat.user, initiatorName="Grace")
    state = await until(desk, lambda s: membership(s, "Winback") == "in")
    (notice,) = told(state, Cause.MOVED_IN)
    assert (notice.facts.campaign, notice.facts.initiator) == ("Winback", "Grace")
    seat.control.post(f"campaigns/{winback}/log-out", user=seat.user, initiatorName="Grace")
    state = await until(desk, lambda s: membership(s, "Winback") == "out")
    (notice,) = told(state, Cause.MOVED_OUT)
    assert (notice.facts.campaign, notice.facts.initiator) == ("Winback", "Grace")


async def test_an_agent_moved_in_is_ready_for_that_campaign(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    kind = "urn:inin.com:dialer:autoLoginMessage"
    server.say({"__type": kind, "isDelta": False, "campaignId": SPRING, "initiatorName": "Grace"})
    asked = await server.asked_for(*READY, 2)
    assert asked[-1].body == {"campaignIds": [SPRING]}


async def test_an_agent_without_the_right_is_in_every_campaign_and_names_none(
    desk: AgentDesk, shared_simulator: Control
) -> None:
    seat = Seat("eligible", "7900", shared_simulator)
    await log_on(desk, seat.form())
    state = await until(desk, lambda s: s.campaigns.arrived)
    assert not state.campaigns.may_join
    assert {c.membership for c in state.campaigns.campaigns} == {Membership.IN}
    call = seat.pop()
    await until(desk, lambda s: s.stage.call_known and s.stage.barrier is None)
    assert [r["body"] for r in seat.requests("dialer/log-in")] == [{}]
    seat.control.post(f"calls/{call}/end")


async def test_stages_come_from_the_campaign_s_script(desk: AgentDesk, seat: Seat) -> None:
    await at_work(desk, seat)
    state = await until(desk, lambda s: s.stage.stages.source is StageSource.SCRIPT)
    assert [(s.number, s.name) for s in state.stage.stages.stages] == [
        (0, "[Call Connected]"),
        (1, "Identify"),
        (2, "Offer"),
        (3, "Close"),
    ]


async def test_without_script_and_map_there_is_a_free_number(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server, hasBaseScript=False)
    assert desk.store.state.stage.stages.source is StageSource.NONE
    assert server.took(*FORM) == []


async def test_a_script_s_form_is_asked_for_once_a_session(
    desk: AgentDesk, server: IcServer
) -> None:
    await listed(desk, server)
    server.say(campaigns(campaign(), campaign(WINBACK, "Winback", hasBaseScript=False)))
    await until(desk, lambda s: membership(s, "Winback") == "out")
    for campaign_id in (WINBACK, SPRING, WINBACK, SPRING):
        desk.campaigns.select(campaign_id)
    assert [a.body for a in server.took(*FORM)] == [{"campaignId": SPRING}]


async def test_a_form_that_cannot_be_read_is_told_and_asked_for_again(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer(*FORM, Reply(500, {"message": "No."}), Reply(200, {"pages": [page("A", 1)]}))
    await listed(desk, server)
    state = await until(desk, lambda s: told(s, Cause.REQUEST_FAILED))
    (notice,) = told(state, Cause.REQUEST_FAILED)
    assert (notice.facts.subject, notice.facts.campaign) == ("form", "Spring")
    assert state.stage.stages.source is StageSource.NONE
    desk.campaigns.select(SPRING)
    await until(desk, lambda s: s.stage.stages.source is StageSource.SCRIPT)


async def test_an_older_dialer_is_not_asked_for_forms(desk: AgentDesk, server: IcServer) -> None:
    server.features["dialer"] = 2
    await listed(desk, server)
    assert server.took(*FORM) == []


class TestWithAStageMap:
    """A desk whose administrator has written a stage map."""

    MAP = "[sets.S]\n1 = 'Hello'\n5 = 'Bye'\n[campaigns]\nSpring = 'S'\n"

    @pytest.fixture
    def text(self) -> str:
        return self.MAP

    @pytest.fixture
    def settings(self, tmp_path: Path, text: str) -> Settings:
        file = tmp_path / "stages.toml"
        file.write_text(text, encoding="utf-8-sig")  # as Windows editors save it
        return Settings(stage_map=str(file))

    async def test_a_campaign_without_script_has_the_map_s_stages(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await listed(desk, server, hasBaseScript=False)
        stages = desk.store.state.stage.stages
        assert stages.source is StageSource.MAP
        assert [s.name for s in stages.stages] == ["[Call Connected]", "Hello", "Bye"]

    async def test_a_script_without_stages_leaves_it_to_the_map(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        server.answer(*FORM, Reply(200, {"pages": [page("Notes", None)]}))
        await listed(desk, server)
        assert desk.store.state.stage.stages.source is StageSource.MAP

    async def test_a_script_the_map_does_not_know_is_told_once(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await listed(desk, server)
        server.say(campaigns(campaign(), campaign(WINBACK, "Winback")))
        await until(desk, lambda s: membership(s, "Winback") == "out")
        for campaign_id in (WINBACK, SPRING):
            desk.campaigns.select(campaign_id)
        await until(desk, lambda s: not s.stage.stages.loading)
        (notice,) = told(desk.store.state, Cause.STAGE_DRIFT)
        assert (notice.facts.campaign, notice.facts.stage) == ("Spring", "2")

    async def test_a_drift_is_not_told_again_after_logging_on_again(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await listed(desk, server)
        server.end_session()
        server.cut_streams()
        await until(desk, lambda s: s.board.lasts(Cause.SESSION_EXPIRED))
        desk.logon.again("canary-password-4711")
        await server.asked_for(*READY, 2)
        server.say(campaigns(campaign()))
        await server.asked_for(*FORM, 2)
        state = await until(desk, lambda s: not s.stage.stages.loading and s.selected)
        assert len(told(state, Cause.STAGE_DRIFT)) == 1

    @pytest.mark.parametrize("text", ["[sets.S]\nx = 'a'\n"])
    async def test_a_broken_map_is_told_with_its_line(self, desk: AgentDesk) -> None:
        (notice,) = told(desk.store.state, Cause.STAGE_MAP_BROKEN)
        assert notice.facts.subject.startswith('stages.toml: line 2: "x" is no stage number')


@pytest.mark.parametrize("name", ["missing.toml", "~nobody-of-this-name/stages.toml"])
async def test_a_map_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    file = name if name.startswith("~") else str(tmp_path / name)
    desk = AgentDesk(Settings(stage_map=file))
    await desk.open()
    assert len(told(desk.store.state, Cause.STAGE_MAP_BROKEN)) == 1
    await desk.close()


async def test_a_missing_licence_at_the_log_in_to_dialer_lasts_until_one_is_free(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer(*LOG_IN, NO_LICENCE)
    state = await log_on(desk, form(server))
    (notice,) = told(state, Cause.LICENCE_MISSING)
    assert (notice.facts.user, notice.facts.station) == ("ada", "7001")
    server.answer(*LOG_IN)
    desk.campaigns.log_in_again()
    await until(desk, lambda s: not s.board.lasts(Cause.LICENCE_MISSING))
    await server.asked_for(*READY)


async def test_a_dialer_that_fails_is_told_and_the_rest_of_the_desk_works(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer(*LOG_IN, Reply(500, {"message": "Dialer is down."}))
    state = await log_on(desk, form(server))
    (notice,) = told(state, Cause.DIALER_LOG_IN_FAILED)
    assert notice.answer.message == "Dialer is down."
    assert state.board.lasts(Cause.DIALER_LOG_IN_FAILED)
    assert state.status.choices


@pytest.mark.parametrize("back", ["dialer", "session"])
async def test_dialer_is_logged_in_to_again_once_a_link_is_back(
    desk: AgentDesk, server: IcServer, back: str
) -> None:
    server.answer(*LOG_IN, Reply(500), Reply(200))
    await log_on(desk, form(server))
    if back == "session":
        server.cut_streams()
    else:
        kind = "urn:inin.com:dialer:outboundServerConnectionStateChangeMessage"
        server.say({"__type": kind, "isDelta": False, "newConnectionState": 1})
    await until(desk, lambda s: not s.board.lasts(Cause.DIALER_LOG_IN_FAILED))
    await server.asked_for(*READY)


async def test_the_campaign_of_a_call_that_came_before_the_list_is_shown(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(pop(campaign_id=WINBACK))
    await until(desk, lambda s: s.call is not None)
    server.say(campaigns(campaign(isLoggedIn=True), campaign(WINBACK, "Winback", isLoggedIn=True)))
    state = await until(desk, lambda s: s.selected)
    assert state.selected_id == WINBACK
    assert state.stage.call_known


async def test_a_campaign_the_agent_works_is_shown_first(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(), campaign(WINBACK, "Winback", isLoggedIn=True)))
    assert (await until(desk, lambda s: s.selected)).selected_id == WINBACK


async def test_else_a_campaign_that_runs_is_shown_first(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(status=[16]), campaign(WINBACK, "Winback", status=[8])))
    assert (await until(desk, lambda s: s.selected)).selected_id == WINBACK


async def test_a_call_brings_its_campaign_to_the_front(desk: AgentDesk, server: IcServer) -> None:
    await in_call(desk, server)
    server.say(queue_of(("9001", "E")))
    desk.campaigns.select(WINBACK)
    server.say(pop("9002", SPRING))
    state = await until(desk, lambda s: s.selected_id == SPRING)
    assert state.call is not None
    assert state.call.interaction_id == "9002"


async def test_a_call_that_comes_during_another_waits_for_its_end_with_its_campaign(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.say(pop("9002", WINBACK), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert state.selected_id == SPRING
    assert state.call is not None
    assert state.call.interaction_id == "9001"
    server.say(queue_of(("9001", "E")))
    state = await until(desk, lambda s: s.selected_id == WINBACK)
    assert state.call is not None
    assert state.call.interaction_id == "9002"


async def test_a_campaign_taken_away_during_its_call_stays_until_the_end(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.say(campaigns(isDelta=True, campaignsRemoved=[{"id": SPRING}]))
    state = await until(desk, lambda s: told(s, Cause.CAMPAIGN_REMOVED))
    assert state.selected_id == SPRING
    assert state.stage.barrier is None
    server.say(queue_of(("9001", "E")))
    state = await until(desk, lambda s: membership(s, "Spring") == "not listed")
    state = await until(desk, lambda s: s.selected is not None)
    assert state.selected_id == WINBACK


async def test_a_campaign_given_back_during_its_call_stays_after_the_end(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    again = campaigns(campaign(isLoggedIn=True), isDelta=True)
    server.say(campaigns(isDelta=True, campaignsRemoved=[{"id": SPRING}]), again)
    await until(desk, lambda s: told(s, Cause.CAMPAIGN_REMOVED))
    server.say(queue_of(("9001", "E")), status("Available"))
    state = await until(desk, lambda s: s.status.current)
    assert membership(state, "Spring") == "in"


async def test_a_script_that_was_changed_is_read_anew(desk: AgentDesk, server: IcServer) -> None:
    await listed(desk, server)
    server.answer(*FORM, Reply(200, {"pages": [page("New", 8)]}))
    definition = {"pages": [page("New", 8)]}
    kind = "urn:inin.com:dialer:setFormDefinitionMessage"
    server.say({"__type": kind, "campaignId": SPRING, "formDefinition": definition})
    await until(desk, lambda s: s.stage.stages.name(8) == "New")


@pytest.mark.parametrize("code", [400, 404])
async def test_a_campaign_need_not_have_a_script(
    desk: AgentDesk, server: IcServer, code: int
) -> None:
    server.answer(*FORM, Reply(code, {"message": "There is no form."}))
    await listed(desk, server)
    assert desk.store.state.board.notices == ()
    desk.campaigns.select(SPRING)
    assert len(server.took(*FORM)) == 1


async def test_enum_values_nobody_knows_are_passed_over(desk: AgentDesk, server: IcServer) -> None:
    await listed(desk, server, status=[1, 4096], campaignType=77, surprise={"new": True})
    selected = desk.store.state.selected
    assert selected is not None
    assert selected.running
    assert selected.kind == 0
