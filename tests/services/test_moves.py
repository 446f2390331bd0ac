"""Agents who are moved: by a supervisor, out of Dialer and back, to other kinds of calls."""

from typing import Any

import pytest

from agent_desktop.desk.campaigns import AgentKind
from agent_desktop.desk.notices import Cause
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import form, log_on, membership, told, until
from tests.services.ic_server import (
    SPRING,
    WINBACK,
    IcServer,
    Reply,
    campaign,
    campaigns,
    granted,
)


def moved_in(campaign_id: str = SPRING) -> dict[str, Any]:
    kind = "urn:inin.com:dialer:autoLoginMessage"
    return {"__type": kind, "isDelta": False, "campaignId": campaign_id, "initiatorName": "Grace"}


def moved_out(*campaign_ids: str) -> dict[str, Any]:
    kind = "urn:inin.com:dialer:autoLogoutMessage"
    ids = list(campaign_ids)
    return {"__type": kind, "isDelta": False, "campaignIds": ids, "initiatorName": "Grace"}


async def test_a_move_that_comes_before_the_list_counts_where_the_list_is_silent(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(moved_in(), campaigns(campaign(isLoggedIn=None), campaign(WINBACK, "Winback")))
    state = await until(desk, lambda s: s.campaigns.arrived)
    assert membership(state, "Spring") == "in"
    desk.campaigns.join(SPRING)
    ready = await server.asked_for("POST", "dialer/ready-for-calls", times=2)
    assert ready[-1].body == {"campaignIds": [SPRING]}
    assert [a.body for a in server.took("POST", "dialer/log-in")] == [{}]


async def test_a_log_in_that_fails_takes_no_move_back(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign()))
    await until(desk, lambda s: s.campaigns.arrived)
    gate = server.hold("POST", "dialer/log-in")
    server.answer("POST", "dialer/log-in", Reply(400, {"message": "Logged in already."}))
    desk.campaigns.join(SPRING)
    await server.asked_for("POST", "dialer/log-in", times=2)
    server.say(moved_in())
    await until(desk, lambda s: membership(s, "Spring") == "in")
    gate.set()
    state = await until(desk, lambda s: told(s, Cause.CAMPAIGN_REFUSED))
    assert membership(state, "Spring") == "in"


async def test_an_agent_moved_out_at_once_says_no_ready(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign()), moved_in(), moved_out(SPRING))
    state = await until(desk, lambda s: told(s, Cause.MOVED_OUT))
    assert membership(state, "Spring") == "out"
    server.say(moved_in(WINBACK))
    await server.asked_for("POST", "dialer/ready-for-calls", times=2)
    bodies = [a.body for a in server.took("POST", "dialer/ready-for-calls")]
    assert {"campaignIds": [SPRING]} not in bodies


async def test_out_of_dialer_a_campaign_is_joined_after_the_log_in_to_it(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), granted(""))
    await until(desk, lambda s: membership(s, "Spring") == "out")
    desk.campaigns.join(SPRING)
    await until(desk, lambda s: membership(s, "Spring") == "in")
    log_ins = [a.body for a in server.took("POST", "dialer/log-in")]
    assert log_ins == [{}, {}, {"campaignId": SPRING}]


async def test_a_campaign_that_is_completed_is_told(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)))
    await until(desk, lambda s: s.campaigns.arrived)
    changed = [{"id": SPRING, "name": "Spring", "status": [1, 32]}]
    server.say(campaigns(isDelta=True, campaignsChanged=changed))
    state = await until(desk, lambda s: told(s, Cause.CAMPAIGN_COMPLETED))
    assert state.campaigns.campaigns[0].completed


@pytest.mark.parametrize("refused", [False, True])
async def test_the_agent_says_which_calls_of_a_campaign_they_take(
    desk: AgentDesk, server: IcServer, refused: bool
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)))
    await until(desk, lambda s: s.campaigns.arrived)
    kind = ("POST", "dialer/set-agent-type")
    if refused:
        server.answer(*kind, Reply(400, {"message": "No."}))
    desk.campaigns.set_agent_kind(SPRING, AgentKind.FINISHING)
    cause = Cause.AGENT_KIND_REFUSED if refused else Cause.AGENT_KIND_SET
    state = await until(desk, lambda s: told(s, cause))
    shown = state.campaigns.campaigns[0].agent_kind
    assert shown is (AgentKind.REGULAR if refused else AgentKind.FINISHING)
    assert [a.body for a in server.took(*kind)] == [{"agentType": 2, "campaignIds": [SPRING]}]
