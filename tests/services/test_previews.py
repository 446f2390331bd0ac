"""Previews: placed or passed over once, by the server's clock."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome, OutcomeFault
from agent_desktop.desk.panels import PreviewDoing
from agent_desktop.desk.terms import SKIP_LABEL, Disposition
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.services.clock import Clock
from tests.services.conftest import becomes, form, log_on, told, until
from tests.services.ic_server import PASSWORD, IcServer, Reply, campaign, campaigns, preview

PLACE = ("POST", "dialer/place-preview-call")
FILE = ("POST", "dialer/disposition")
LOG_IN = ("POST", "dialer/log-in")
STATUS = ("PUT", "status/user-statuses/ada")
MESSAGES = ("GET", "messaging/messages")
SERVER_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY_AGENT, BY_TIMER = {"callInitiatedByTimer": False}, {"callInitiatedByTimer": True}


class WrongClock(Clock):
    """A computer whose date is years off."""

    def now(self) -> Moment:
        return Moment(datetime(2019, 1, 1, tzinfo=UTC), time.monotonic())


@pytest.fixture
async def desk(settings: Settings, tmp_path: Path, server: IcServer) -> AsyncIterator[AgentDesk]:
    server.server_time = f"{SERVER_NOW:%Y%m%dT%H%M%SZ}"
    desk = AgentDesk(settings, tmp_path / "remembered.json", clock=WrongClock())
    await desk.open()
    yield desk
    await desk.close()
    assert told(desk.store.state, Cause.PROGRAM_FAULT) == []


def ends(seconds: float) -> dict[str, str]:
    return {"previewTimeout": f"{SERVER_NOW + timedelta(seconds=seconds):%Y%m%dT%H%M%SZ}"}


async def shown(desk: AgentDesk, server: IcServer, **more: Any) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), preview(**more))
    await until(desk, lambda s: s.preview is not None)


def placings(server: IcServer) -> list[object]:
    return [asked.body for asked in server.took(*PLACE)]


async def test_the_countdown_runs_by_the_server_s_clock(desk: AgentDesk, server: IcServer) -> None:
    before = time.monotonic()
    await shown(desk, server, **ends(60))
    panel = desk.store.state.preview
    assert panel is not None
    assert panel.ends is not None
    assert before + 58 < panel.ends < time.monotonic() + 60


async def test_a_countdown_that_is_over_places_the_call_once_and_says_so(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, **ends(-1))
    state = await until(desk, lambda s: told(s, Cause.PREVIEW_PLACED_BY_TIMER))
    assert state.preview is not None
    assert state.preview.by_timer
    server.say(preview(placed=True))
    await until(desk, lambda s: s.preview is None and s.call and s.call.placed)
    assert placings(server) == [BY_TIMER]


async def test_a_countdown_that_ends_while_messages_don_t_come_places_once_they_do(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, **ends(1))
    server.answer(*MESSAGES, Reply(500))
    server.cut_streams()
    await until(desk, lambda s: s.preview and s.preview.held)
    await becomes(lambda: desk.previews._timer is None)
    assert placings(server) == []
    server.answer(*MESSAGES)
    await until(desk, lambda s: told(s, Cause.PREVIEW_PLACED_BY_TIMER))
    assert placings(server) == [BY_TIMER]


async def test_the_agent_places_it_and_a_second_pop_opens_the_call(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    desk.previews.place()
    desk.previews.place()
    assert desk.store.state.preview is not None
    assert desk.store.state.preview.doing is PreviewDoing.PLACING
    await server.asked_for(*PLACE)
    server.say(preview(placed=True))
    state = await until(desk, lambda s: s.call and s.call.state is CallState.COMING)
    assert state.preview is None
    assert placings(server) == [BY_AGENT]


async def test_what_the_server_took_on_is_not_placed_again(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, **ends(1))
    answered = server.hold(*PLACE)
    desk.previews.place()
    await server.asked_for(*PLACE)
    answered.set()
    await becomes(lambda: desk.previews._placing is None)
    desk.previews.place()
    desk.previews._time_is_up()
    assert desk.previews._placing is None
    assert placings(server) == [BY_AGENT]
    assert desk.store.state.preview is not None
    assert desk.store.state.preview.doing is PreviewDoing.PLACING


async def test_what_was_taken_on_in_a_session_that_lives_after_all_is_not_placed_again(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    desk.previews.place()
    await server.asked_for(*PLACE)
    await becomes(lambda: desk.previews._placing is None)
    server.answer(*STATUS, Reply(401), Reply(202))
    desk.statuses.set("Available")
    await until(desk, lambda s: told(s, Cause.SESSION_DOUBTED))
    await until(desk, lambda s: s.preview and not s.preview.held)
    desk.previews.place()
    assert desk.previews._placing is None
    assert placings(server) == [BY_AGENT]
    assert desk.store.state.preview is not None
    assert desk.store.state.preview.doing is PreviewDoing.PLACING


async def test_in_a_new_session_it_waits_until_dialer_has_shown_what_it_has(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    entering = server.hold(*LOG_IN)
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    desk.logon.again(PASSWORD)
    await server.asked_for(*LOG_IN, 2)
    await until(desk, lambda s: s.preview and s.preview.held is OutcomeFault.NOT_IN_DIALER)
    desk.previews.skip()
    desk.previews.place()
    assert desk.store.state.outcome.view.chosen is None
    assert desk.previews._placing is None
    entering.set()
    await until(desk, lambda s: s.preview and s.preview.held is None)
    assert (placings(server), server.took(*FILE)) == ([], [])


async def test_what_is_being_placed_is_not_skipped_as_an_outcome(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    answered = server.hold(*PLACE)
    desk.previews.place()
    await server.asked_for(*PLACE)
    skip = Outcome(Disposition(SKIP_LABEL, "Skipped"))
    desk.outcomes.choose("9001", skip)
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.view.sending is None
    answered.set()
    await becomes(lambda: desk.previews._placing is None)
    desk.outcomes.file("9001")
    assert desk.store.state.outcome.view.sending is None
    assert server.took(*FILE) == []


async def test_the_agent_is_quicker_than_the_countdown(desk: AgentDesk, server: IcServer) -> None:
    await shown(desk, server, **ends(60))
    gate = server.hold(*PLACE)
    desk.previews.place()
    await server.asked_for(*PLACE)
    desk.previews._time_is_up()
    gate.set()
    await becomes(lambda: desk.previews._placing is None)
    assert placings(server) == [BY_AGENT]
    assert told(desk.store.state, Cause.PREVIEW_PLACED_BY_TIMER) == []


@pytest.mark.parametrize("reply", [Reply(500), Reply(raw=b""), Reply(404, {"message": "None."})])
async def test_a_failed_placing_is_told_and_only_the_agent_tries_again(
    desk: AgentDesk, server: IcServer, reply: Reply
) -> None:
    await shown(desk, server, **ends(60))
    server.answer(*PLACE, reply, Reply(200))
    desk.previews.place()
    state = await until(desk, lambda s: told(s, Cause.PREVIEW_REFUSED))
    assert state.preview is not None
    state = await until(desk, lambda s: s.preview and s.preview.doing is None)
    assert state.preview is not None
    assert state.preview.ends is None
    assert state.preview.answer is not None
    assert desk.previews._timer is None
    assert placings(server) == [BY_AGENT]
    desk.previews.place()
    await server.asked_for(*PLACE, 2)


async def test_a_preview_the_server_placed_itself_is_no_failure(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    gate = server.hold(*PLACE)
    server.answer(*PLACE, Reply(404, {"message": "No preview."}))
    desk.previews.place()
    await server.asked_for(*PLACE)
    server.say(preview(placed=True))
    await until(desk, lambda s: s.call and s.call.placed)
    gate.set()
    await becomes(lambda: desk.previews._placing is None)
    assert told(desk.store.state, Cause.PREVIEW_REFUSED) == []


async def test_a_skip_is_filed_with_the_exact_label_and_closes_the_preview(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, **ends(60))
    desk.previews.skip()
    assert desk.store.state.preview is not None
    assert desk.store.state.preview.doing is PreviewDoing.SKIPPING
    state = await until(desk, lambda s: s.preview is None)
    assert [a.body for a in server.took(*FILE)] == [{"label": SKIP_LABEL}]
    assert told(state, Cause.PREVIEW_SKIPPED)
    assert not state.outcome.missing
    assert state.open_outcomes == ()
    assert placings(server) == []


async def test_where_the_campaign_forbids_it_nothing_is_skipped(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, allowSkip=False)
    assert desk.store.state.preview is not None
    assert not desk.store.state.preview.may_skip
    desk.previews.skip()
    assert desk.store.state.outcome.view.sending is None
    assert desk.store.state.outcome.view.chosen is None


async def test_a_lost_answer_to_a_skip_stops_the_countdown(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server, **ends(60))
    server.answer(*FILE, Reply(raw=b""))
    desk.previews.skip()
    state = await until(desk, lambda s: told(s, Cause.OUTCOME_NOT_CONFIRMED))
    assert state.preview is not None
    await until(desk, lambda s: s.preview and s.preview.ends is None)
    assert desk.previews._timer is None
    assert placings(server) == []


async def test_after_a_lost_session_the_agent_decides(desk: AgentDesk, server: IcServer) -> None:
    await shown(desk, server, **ends(60))
    server.end_session()
    server.cut_streams()
    state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
    assert state.preview is None
    desk.logon.again(PASSWORD)
    state = await until(
        desk, lambda s: s.phase is Phase.LOGGED_ON and s.preview and not s.preview.held
    )
    assert state.preview is not None
    assert state.preview.ends is None
    desk.previews.place()
    await server.asked_for(*PLACE)
    assert placings(server) == [BY_AGENT]


async def test_a_preview_that_goes_owes_no_outcome(desk: AgentDesk, server: IcServer) -> None:
    await shown(desk, server)
    server.say(pop_gone("9001"))
    state = await until(desk, lambda s: s.call and s.call.state.ended)
    assert not state.outcome.missing
    assert state.preview is None


async def test_a_preview_is_not_come_back_to_after_the_next_call(
    desk: AgentDesk, server: IcServer
) -> None:
    await shown(desk, server)
    server.say(preview("9002", placed=True), pop_gone("9002"))
    state = await until(desk, lambda s: s.call and s.call.state.ended)
    assert state.preview is None
    assert state.call is not None
    assert state.call.interaction_id == "9002"


def pop_gone(call_id: str) -> dict[str, Any]:
    """The queue loses a call."""
    return {
        "__type": "urn:inin.com:queues:queueContentsMessage",
        "isDelta": True,
        "subscriptionId": "agent-desktop-calls",
        "interactionsRemoved": [call_id],
    }
