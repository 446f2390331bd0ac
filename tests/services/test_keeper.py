"""The keeper of the session: which link is down, and what a silence or one answer means."""

import asyncio
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from agent_desktop.desk import links
from agent_desktop.desk.links import LinkPart, LinkState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import StageBarrier
from agent_desktop.platform.settings import Settings
from agent_desktop.services import inbox as inbox_module
from agent_desktop.services import keeper as keeper_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.cable import Cable
from tests.services.conftest import (
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
    GONE,
    Asked,
    IcServer,
    Reply,
    campaign,
    campaigns,
    queue_of,
)
from tests.services.lost_links import LOG_ON, MESSAGES, QUICK, STAGE, broken, quick_but

HEARTBEAT = ("POST", "messaging/heartbeat")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
DAY = timedelta(days=1)


@pytest.fixture
def settings() -> Settings:
    return QUICK


class TestWhichLinkIsDown:
    async def test_a_server_that_takes_nobody_is_named(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        await broken(desk, LinkPart.SERVER)

    async def test_a_server_that_is_gone_is_named(self, desk: AgentDesk, server: IcServer) -> None:
        await log_on(desk, form(server))
        server.stop()
        await broken(desk, LinkPart.SERVER)

    async def test_the_stream_alone_is_named_where_the_server_answers(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.answer(*MESSAGES, Reply(500, {"message": "No queue."}))
        server.cut_streams()
        await broken(desk, LinkPart.STREAM)
        desk.stages.press(1)
        state = await confirmed(desk, 1)
        assert state.phase is Phase.LOGGED_ON

    async def test_the_network_is_named_where_a_portal_sends_us_elsewhere(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        portal = Reply(302, None, {"Location": "http://portal.example/"})
        server.answer(*MESSAGES, portal)
        server.cut_streams()
        await broken(desk, LinkPart.NETWORK)

    async def test_another_part_that_proves_to_be_down_changes_the_banner_not_the_list(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(500))
        server.cut_streams()
        before = await broken(desk, LinkPart.STREAM)
        server.answer(*MESSAGES, Reply(503))
        state = await broken(desk, LinkPart.SERVER)
        assert len(told(state, Cause.SESSION_LINK_DOWN)) == 1
        assert state.link.down_since == before.link.down_since

    async def test_once_it_is_back_nothing_is_broken(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        await broken(desk, LinkPart.SERVER)
        server.answer(*MESSAGES)
        state = await until(desk, lambda s: s.link.session is LinkState.UP)
        assert (state.link.broken, state.link.down_since, state.link.next_try) == (None, None, None)
        assert len(told(state, Cause.SESSION_LINK_BACK)) == 1

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize(
        ("asks_for", "seconds"),
        [
            ({"Retry-After": "77"}, 77.0),
            ({"Retry-After": format_datetime(datetime.now(UTC) + DAY, usegmt=True)}, 120.0),
        ],
        ids=["seconds", "a date far off"],
    )
    async def test_a_server_that_asks_for_time_is_given_it_and_the_floor_is_spread(
        self,
        desk: AgentDesk,
        server: IcServer,
        status: int,
        asks_for: dict[str, str],
        seconds: float,
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(status, None, asks_for))
        server.cut_streams()
        state = await until(desk, lambda s: s.link.next_try is not None)
        assert state.link.next_try is not None
        assert state.link.down_since is not None
        waits = state.link.next_try - state.link.down_since
        assert seconds < waits <= seconds + QUICK.reconnect_longest

    async def test_it_is_given_it_from_the_first_time_on(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        server.answer(*MESSAGES, Reply(503, None, {"Retry-After": "77"}))
        desk.logon.submit(form(server))
        await until(desk, lambda s: s.link.next_try is not None)
        assert len(server.took(*MESSAGES)) == 1


class TestASilentConnection:
    """Nothing comes and nobody says so."""

    @pytest.fixture
    def settings(self) -> Settings:
        return quick_but(notice_loss_within=1.0, request_deadline=60.0, stage_deadline=60.0)

    async def test_it_is_noticed_by_asking_and_named(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        with Cable(server.port) as cable:
            await log_on(desk, replace(form(server), server=cable.url))
            cable.unplug()
            await broken(desk, LinkPart.SERVER)
            cable.plug()
            await until(desk, lambda s: s.link.session is LinkState.UP)
            await desk.close()

    async def test_a_press_on_it_waits_no_longer_than_for_that(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        with Cable(server.port) as cable:
            await log_on(desk, replace(form(server), server=cable.url))
            server.say(campaigns(campaign(isLoggedIn=True)))
            await next_call(desk, server, "9001")
            desk.stages.press(1)
            await confirmed(desk, 1)
            cable.unplug()
            desk.stages.press(2)
            lost = await unsettled(desk)
            assert lost.verdict is Verdict.NOT_CONFIRMED
            (notice,) = told(desk.store.state, Cause.STAGE_NOT_CONFIRMED)
            assert notice.facts.stage.startswith("2")
            await broken(desk, LinkPart.SERVER)
            cable.plug()  # what was swallowed arrives now
            await until(desk, lambda s: s.link.session is LinkState.UP)
            assert [asked.body["newStageId"] for asked in server.took(*STAGE)] in ([1], [1, 2])
            desk.stages.send_again()
            await confirmed(desk, 2)
            await desk.close()

    async def test_a_press_under_way_is_left_where_something_still_answers(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        answer = server.hold(*STAGE)
        desk.stages.press(1)
        await server.asked_for(*STAGE)
        server.answer(*HEARTBEAT, Reply(503))
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        await broken(desk, LinkPart.SERVER)
        answer.set()
        await confirmed(desk, 1)

    async def test_a_server_that_answers_is_left_its_silence(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        await server.asked_for(*HEARTBEAT, 3)
        assert desk.store.state.link.session is LinkState.UP
        assert len(server.took(*MESSAGES)) == 1

    @pytest.mark.parametrize("status", [404, 405, 410, 500])
    async def test_what_a_server_thinks_of_heartbeats_is_another_matter(
        self, desk: AgentDesk, server: IcServer, status: int
    ) -> None:
        server.answer(*HEARTBEAT, Reply(status))
        await log_on(desk, form(server))
        await server.asked_for(*HEARTBEAT, 2)
        assert desk.store.state.link.session is LinkState.UP
        assert len(server.took(*MESSAGES)) == 1

    @pytest.mark.parametrize(
        ("reply", "part"),
        [
            (Reply(302, None, {"Location": "http://portal.example/"}), LinkPart.NETWORK),
            (Reply(502), LinkPart.SERVER),
            (Reply(503), LinkPart.SERVER),
            (Reply(504), LinkPart.SERVER),
        ],
    )
    async def test_what_answers_in_the_server_s_place_is_not_the_server(
        self, desk: AgentDesk, server: IcServer, reply: Reply, part: LinkPart
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*HEARTBEAT, reply)
        server.answer(*MESSAGES, reply)
        await broken(desk, part)

    async def test_a_heartbeat_that_meets_an_ended_session_ends_it_here_too(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.end_session()
        await until(desk, lambda s: s.phase is Phase.EXPIRED)

    async def test_a_poll_that_is_not_answered_is_noticed(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        server.features["messaging"] = 1
        with Cable(server.port) as cable:
            await log_on(desk, replace(form(server), server=cable.url))
            cable.unplug()
            await broken(desk, LinkPart.SERVER)
            await desk.close()


class TestASilenceThatIsNone:
    """The server is well, and says little."""

    async def test_a_heartbeat_may_take_as_long_as_a_loss_may_go_unnoticed(
        self, server: IcServer
    ) -> None:
        desk = AgentDesk(quick_but(notice_loss_within=3.0))
        await desk.open()

        def late(connection: socket.socket) -> None:
            desk_is_gone.wait(1.1)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        desk_is_gone = threading.Event()
        server.answer(*HEARTBEAT, Reply(raw=late))
        await log_on(desk, form(server))
        await server.asked_for(*HEARTBEAT, 3)
        assert len(server.took(*MESSAGES)) == 1
        desk_is_gone.set()
        await desk.close()

    async def test_answers_to_polls_say_nothing_of_a_stream_s_pings(
        self, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(inbox_module, "STEADY", 0.0)
        streams = Reply(500)

        def messages(asked: Asked) -> Reply:
            return streams if "event-stream" in asked.headers["accept"] else Reply(200, [])

        desk = AgentDesk(quick_but(notice_loss_within=2.0))
        await desk.open()
        server.answer(*MESSAGES, messages)
        desk.logon.submit(form(server))
        await server.asked_for(*MESSAGES, keeper_module.STREAM_TRIES + 4)
        streams = Reply(200)
        server.answer(*MESSAGES, Reply(500), messages)  # the next poll fails
        await server.has(lambda: server._streams)
        opened, asked = len(server.took(*MESSAGES)), len(server.took(*HEARTBEAT))
        await server.asked_for(*HEARTBEAT, asked + 3)
        assert len(server.took(*MESSAGES)) == opened
        await desk.close()


class TestSleepAndOtherNetworks:
    @pytest.fixture
    def settings(self) -> Settings:
        return quick_but(notice_loss_within=600.0)  # nothing else asks

    async def test_after_sleep_the_server_is_asked_at_once(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept = iter([0.0, 0.0])
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "seconds_slept", lambda: next(slept, 3600.0))
        await log_on(desk, form(server))
        await server.asked_for(*HEARTBEAT)
        assert desk.store.state.link.session is LinkState.UP

    async def test_a_connection_that_did_not_outlive_the_sleep_is_made_anew(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept = 0.0
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "STIRRED_WITHIN", 0.2)
        monkeypatch.setattr(keeper_module, "seconds_slept", lambda: slept)
        with Cable(server.port) as cable:
            await log_on(desk, replace(form(server), server=cable.url))
            cable.unplug()
            slept = 3600.0
            await broken(desk, LinkPart.SERVER)
            cable.plug()
            await until(desk, lambda s: s.link.session is LinkState.UP)
            await desk.close()

    async def test_after_sleep_no_connection_of_before_is_trusted(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept = 0.0
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "seconds_slept", lambda: slept)
        with Cable(server.port) as cable:
            await log_on(desk, replace(form(server), server=cable.url))
            server.say(campaigns(campaign(isLoggedIn=True)))
            await next_call(desk, server, "9001")
            desk.stages.press(1)
            await confirmed(desk, 1)
            before = cable.connections
            slept = 3600.0
            await server.asked_for(*HEARTBEAT)
            assert cable.connections == before + 1
            await desk.close()

    async def test_a_stream_made_anew_meanwhile_is_none_of_the_question_s(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept = 0.0
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "STIRRED_WITHIN", 0.5)
        monkeypatch.setattr(links, "AT_ONCE", 0.0)
        await log_on(desk, form(server))
        answer = server.hold(*HEARTBEAT)
        slept = 3600.0
        monkeypatch.setattr(keeper_module, "seconds_slept", lambda: slept)
        await server.asked_for(*HEARTBEAT)
        server.cut_streams()
        await server.asked_for(*MESSAGES, 2)
        slept = 7200.0
        await server.asked_for(*HEARTBEAT, 2)
        answer.set()
        assert told(desk.store.state, Cause.SESSION_LINK_DOWN) == []
        assert len(server.took(*MESSAGES)) == 2

    async def test_another_network_is_looked_at_at_once(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ways = iter(["192.0.2.7", "192.0.2.7"])
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "way_to", lambda _: next(ways, "198.51.100.9"))
        await log_on(desk, form(server))
        await server.asked_for(*HEARTBEAT)

    async def test_the_first_look_at_the_network_is_no_change_of_it(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks = 0
        looked = asyncio.Event()

        def way_to(_: str) -> str:
            nonlocal looks
            looks += 1
            if looks == 3:
                looked.set()
            return "192.0.2.7"

        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.5)
        monkeypatch.setattr(keeper_module, "way_to", way_to)
        desk.keeper._patience = replace(desk.keeper._patience, first=120.0, longest=120.0)
        server.answer(*MESSAGES, Reply(503))
        desk.logon.submit(form(server))
        await broken(desk, LinkPart.SERVER)
        before = len(server.took(*MESSAGES))
        async with asyncio.timeout(15):
            await looked.wait()
        await server.asked_for(*LOG_ON)
        assert desk.store.state.link.next_try is not None
        assert len(server.took(*MESSAGES)) == before

    async def test_a_network_that_comes_back_ends_the_wait(
        self, desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        way = "192.0.2.7"
        monkeypatch.setattr(keeper_module, "LOOK_EVERY", 0.02)
        monkeypatch.setattr(keeper_module, "way_to", lambda _: way)
        desk.keeper._patience = replace(desk.keeper._patience, first=120.0, longest=120.0)
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        way = ""
        await broken(desk, LinkPart.SERVER)
        server.answer(*MESSAGES)
        way = "192.0.2.7"
        await until(desk, lambda s: s.link.session is LinkState.UP)


class TestOneAnswerThatCallsTheSessionOver:
    async def test_the_session_goes_on_where_the_server_says_it_is_up(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.answer(*STAGE, GONE, Reply(200))
        desk.stages.press(2)
        state = await until(desk, lambda s: told(s, Cause.SESSION_DOUBTED))
        state = await until(desk, lambda s: s.stage.barrier is None)
        assert state.stage.view.offer is not None
        assert len(server.took(*LOG_ON)) == 1
        assert len(server.took(*STAGE)) == 1
        desk.stages.accept_offer()
        await confirmed(desk, 2)
        await server.asked_for("PUT", "messaging/subscriptions/status/user-statuses", 2)
        assert len(server.took("POST", "dialer/log-in")) == 1
        assert len(server.took(*STAGE)) == 2

    async def test_what_was_missed_is_read_anew(self, desk: AgentDesk, server: IcServer) -> None:
        await in_call(desk, server)
        server.answer(*STAGE, GONE, Reply(200))

        def subscribed(_: Asked) -> Reply:
            server.say(queue_of(whole=True))
            return Reply(200)

        server.answer(*QUEUE, subscribed)
        desk.stages.press(2)
        state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
        assert state.stage.view.offer is None

    async def test_said_again_it_is_the_truth(self, desk: AgentDesk, server: IcServer) -> None:
        await in_call(desk, server)
        server.answer(*STAGE, GONE)
        desk.stages.press(2)
        await until(desk, lambda s: s.stage.barrier is None and s.stage.view.offer)
        desk.stages.accept_offer()
        state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
        assert state.board.lasts(Cause.SESSION_EXPIRED)
        assert len(server.took(*STAGE)) == 2

    async def test_dialer_is_logged_in_to_where_that_was_cut_off(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        server.answer("POST", "dialer/log-in", GONE, Reply(200))
        desk.logon.submit(form(server))
        await server.asked_for("POST", "dialer/ready-for-calls")
        assert len(server.took(*LOG_ON)) == 1
