"""The keeper of the session: which link is down, and the way back without the agent."""

import asyncio
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from agent_desktop.desk import links
from agent_desktop.desk.links import LinkPart, LinkState
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState, LogOnFault, Phase, StageBarrier
from agent_desktop.platform.settings import Settings
from agent_desktop.services import inbox as inbox_module
from agent_desktop.services import keeper as keeper_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.cable import Cable
from tests.services.conftest import (
    Seat,
    at_work,
    becomes,
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
    PASSWORD,
    SPRING,
    Asked,
    IcServer,
    Reply,
    campaign,
    campaigns,
    queue_of,
    status,
)

LOG_ON = ("POST", "connection")
STAGE = ("POST", "dialer/update-stage")
MESSAGES = ("GET", "messaging/messages")
HEARTBEAT = ("POST", "messaging/heartbeat")
STATION = ("GET", "connection/station")
TAKE_STATION = ("PUT", "connection/station")
QUEUE = ("PUT", "messaging/subscriptions/queues/agent-desktop-calls")
DAY = timedelta(days=1)
QUICK = Settings(
    request_deadline=5.0,
    stage_deadline=5.0,
    reconnect_first=0.1,
    reconnect_longest=0.2,
    log_on_again_first=0.1,
    log_on_again_longest=0.2,
)


@pytest.fixture
def settings() -> Settings:
    return QUICK


async def back(desk: AgentDesk, server: IcServer, sessions: int = 2) -> DeskState:
    """Wait until the desk has logged on again by itself."""
    await server.asked_for(*LOG_ON, sessions)
    return await until(
        desk, lambda s: s.phase is Phase.LOGGED_ON and s.link.session is LinkState.UP
    )


async def broken(desk: AgentDesk, part: LinkPart) -> DeskState:
    state = await until(
        desk,
        lambda s: (
            s.link.broken is part
            and s.board.lasts(Cause.SESSION_LINK_DOWN)
            and s.board.lasting[0].facts.subject == part.value
        ),
    )
    assert state.link.down_since is not None
    return state


def end_session(server: IcServer, *, should_reconnect: bool | None) -> None:
    server.should_reconnect = should_reconnect
    server.end_session()
    server.cut_streams()


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
        return replace_settings(notice_loss_within=1.0, request_deadline=60.0, stage_deadline=60.0)

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
        desk = AgentDesk(replace_settings(notice_loss_within=3.0))
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

        desk = AgentDesk(replace_settings(notice_loss_within=2.0))
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


def replace_settings(**changes: float | bool) -> Settings:
    known = {name: getattr(QUICK, name) for name in Settings.__struct_fields__}
    return Settings(**(known | changes))


class TestSleepAndOtherNetworks:
    @pytest.fixture
    def settings(self) -> Settings:
        return replace_settings(notice_loss_within=600.0)  # nothing else asks

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


class TestASessionThatEnds:
    async def test_where_the_server_wants_it_the_desk_logs_on_by_itself(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        before = await in_call(desk, server)
        end_session(server, should_reconnect=True)
        state = await back(desk, server)
        assert told(state, Cause.SESSION_EXPIRED) == []
        assert not state.board.lasts(Cause.SESSION_LINK_DOWN)
        assert (state.selected_id, state.call) == (before.selected_id, before.call)

    async def test_meanwhile_the_banner_counts_down_and_says_why(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        desk.keeper._recovery._patience = replace(
            desk.keeper._patience, log_on_first=100.0, log_on_longest=100.0
        )
        await in_call(desk, server)
        server.reason = "Maintenance."
        end_session(server, should_reconnect=True)
        state = await broken(desk, LinkPart.SESSION)
        assert state.phase is Phase.RECONNECTING
        assert state.stage.barrier is StageBarrier.NO_SESSION
        assert state.link.next_try is not None
        assert state.board.lasting[0].answer.message == "Maintenance."
        assert len(server.took(*LOG_ON)) == 1
        desk.keeper.try_now()
        await back(desk, server)

    async def test_the_interrupted_stage_is_offered_and_not_sent_by_itself(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.should_reconnect = True
        server.end_session()
        desk.stages.press(2)
        server.say(campaigns(campaign(isLoggedIn=True)), queue_of(("9001", "C"), whole=True))
        await back(desk, server)
        state = await until(desk, lambda s: s.stage.barrier is None)
        assert state.stage.view.offer is not None
        assert state.stage.view.offer.number == 2
        assert len(server.took(*STAGE)) == 1

    @pytest.mark.parametrize("word", [False, None])
    async def test_where_the_server_does_not_want_it_or_does_not_say_the_agent_is_asked(
        self, desk: AgentDesk, server: IcServer, word: bool | None
    ) -> None:
        await log_on(desk, form(server))
        end_session(server, should_reconnect=word)
        state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
        assert state.board.lasts(Cause.SESSION_EXPIRED)
        assert len(server.took(*LOG_ON)) == 1

    async def test_where_nobody_says_a_session_lost_by_an_outage_is_brought_back(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        await broken(desk, LinkPart.SERVER)
        server.answer("GET", "connection", GONE)
        server.end_session()
        server.answer(*MESSAGES)
        await back(desk, server)

    async def test_a_wrong_password_at_hand_is_tried_once(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*LOG_ON, Reply(400, {"message": "Wrong."}))
        end_session(server, should_reconnect=True)
        state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
        assert state.problem is not None
        assert state.problem.fault is LogOnFault.KEPT_PASSWORD
        assert len(server.took(*LOG_ON)) == 2
        server.answer(*LOG_ON)
        desk.logon.again(PASSWORD)
        await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
        assert len(server.took(*LOG_ON)) == 3

    async def test_a_refused_station_is_left_to_the_agent(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*TAKE_STATION, Reply(403, {"message": "In use."}))
        end_session(server, should_reconnect=True)
        state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
        assert state.problem is not None
        assert state.problem.fault is LogOnFault.STATION

    async def test_a_server_that_takes_nobody_yet_is_tried_until_it_does(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*LOG_ON, Reply(503, {"message": "Starting."}))
        end_session(server, should_reconnect=True)
        await broken(desk, LinkPart.SERVER)
        await server.asked_for(*LOG_ON, 4)
        server.answer(*LOG_ON)
        await back(desk, server, 5)

    async def test_a_session_taken_again_at_once_is_not_fought_over(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        end_session(server, should_reconnect=True)
        await back(desk, server)
        end_session(server, should_reconnect=True)
        await until(desk, lambda s: s.phase is Phase.EXPIRED)
        assert len(server.took(*LOG_ON)) == 2

    async def test_one_taken_again_much_later_is_logged_on_to_again(self, server: IcServer) -> None:
        desk = AgentDesk(replace_settings(log_on_again_calm=0.1))
        await desk.open()
        await log_on(desk, form(server))
        for session in (2, 3):
            await becomes(lambda: not desk.keeper._recovery._fought_over())
            end_session(server, should_reconnect=True)
            await back(desk, server, session)
        await desk.close()

    async def test_logged_on_elsewhere_is_not_fought_over(
        self, desk: AgentDesk, seat: Seat
    ) -> None:
        await at_work(desk, seat)
        other = AgentDesk(QUICK)
        await other.open()
        try:
            await log_on(other, seat.form())
            state = await until(desk, lambda s: s.phase is Phase.EXPIRED)
            assert state.board.lasts(Cause.SESSION_EXPIRED)
            assert len(seat.requests("/icws/connection")) <= 2
            assert other.store.state.phase is Phase.LOGGED_ON
        finally:
            await other.close()

    async def test_an_agent_who_leaves_meanwhile_is_not_logged_on_again(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        desk.keeper._recovery._patience = replace(
            desk.keeper._patience, log_on_first=100.0, log_on_longest=100.0
        )
        await log_on(desk, form(server))
        end_session(server, should_reconnect=True)
        await broken(desk, LinkPart.SESSION)
        desk.logon.log_off()
        state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
        assert state.board.lasting == ()
        desk.keeper.try_now()
        assert len(server.took(*LOG_ON)) == 1

    async def test_nor_while_a_session_is_still_given_back(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*TAKE_STATION, Reply(raw=b""), Reply(200))  # the connection breaks
        server.hold("DELETE", "connection")
        end_session(server, should_reconnect=True)
        await server.asked_for("DELETE", "connection")
        await until(desk, lambda s: s.link.next_try is not None)
        desk.logon.log_off()
        await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
        assert len(server.took(*LOG_ON)) == 2

    async def test_a_log_on_that_is_one_too_many_waits_as_long_as_the_server_says(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*LOG_ON, Reply(429, None, {"Retry-After": "77"}))
        end_session(server, should_reconnect=True)
        await server.asked_for(*LOG_ON, 2)
        state = await until(desk, lambda s: s.link.broken is LinkPart.SERVER)
        assert state.link.next_try is not None
        assert state.link.next_try - time.monotonic() > 60


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


class TestAlternates:
    @pytest.fixture
    def settings(self) -> Settings:
        return replace_settings(leave_host_after=0.1)

    async def test_a_dead_host_is_left_for_its_alternate(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        server.alternates = ["127.0.0.2"]
        with IcServer("127.0.0.2", server.port) as backup:
            await in_call(desk, server)
            server.stop()
            state = await back(desk, backup, 1)
            assert state.agent is not None
            assert "127.0.0.2" in state.agent.server
            await desk.close()

    @pytest.mark.parametrize("first", [False, True])
    async def test_a_host_that_takes_connections_and_says_nothing_is_left_too(
        self, server: IcServer, first: bool
    ) -> None:
        server.alternates = ["127.0.0.2"]
        desk = AgentDesk(
            replace_settings(
                leave_host_after=0.1, request_deadline=0.5, return_to_first_server=first
            )
        )
        await desk.open()
        with IcServer("127.0.0.2", server.port) as backup:
            await log_on(desk, form(server))
            server.hold(*LOG_ON)
            server.answer(*MESSAGES, Reply(503))
            server.cut_streams()
            await back(desk, backup, 1)
            await desk.close()

    async def test_a_dead_host_without_an_alternate_is_waited_for(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.answer(*MESSAGES, Reply(503))
        server.cut_streams()
        await server.asked_for(*MESSAGES, 8)
        assert desk.store.state.phase is Phase.LOGGED_ON
        assert len(server.took(*LOG_ON)) == 1

    @pytest.mark.parametrize("first", [False, True])
    async def test_whether_the_first_host_is_gone_back_to_is_the_administrator_s_choice(
        self, server: IcServer, first: bool
    ) -> None:
        server.alternates = ["127.0.0.2"]
        desk = AgentDesk(replace_settings(leave_host_after=0.1, return_to_first_server=first))
        await desk.open()
        with IcServer("127.0.0.2", server.port) as backup:
            backup.alternates = ["127.0.0.3"]  # an alternate's word about others counts for nothing
            await log_on(desk, form(server))
            server.answer(*LOG_ON, Reply(503))
            server.answer(*MESSAGES, Reply(503))
            server.cut_streams()
            await back(desk, backup, 1)
            tried = len(server.took(*LOG_ON))
            server.answer(*LOG_ON)
            desk.keeper._recovery._by_itself_at = None  # much later
            end_session(backup, should_reconnect=True)
            if first:
                await server.asked_for(*LOG_ON, tried + 1)
            else:
                await back(desk, backup, 2)
                assert len(server.took(*LOG_ON)) == tried
            await desk.close()


class TestMissedTime:
    async def test_a_station_that_is_gone_is_taken_again(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*STATION, Reply(404))
        server.cut_streams()
        state = await until(desk, lambda s: told(s, Cause.STATION_TAKEN_AGAIN))
        assert len(server.took(*TAKE_STATION)) == 2
        assert not state.board.lasts(Cause.STATION_LOST)

    async def test_a_station_that_cannot_be_had_again_is_told_and_can_be_tried(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*STATION, Reply(404))
        server.answer(*TAKE_STATION, Reply(403, {"message": "In use by Grace."}))
        server.cut_streams()
        state = await until(desk, lambda s: s.board.lasts(Cause.STATION_LOST))
        assert told(state, Cause.STATION_LOST)[0].answer.message == "In use by Grace."
        server.answer(*TAKE_STATION, Reply(200))
        desk.station.take_again()
        await until(desk, lambda s: not s.board.lasts(Cause.STATION_LOST))

    async def test_a_station_that_stands_is_left_alone(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await log_on(desk, form(server))
        server.answer(*STATION, Reply(200, {"id": "7001", "stationSetting": 1}))
        server.cut_streams()
        await server.asked_for(*STATION)
        await server.asked_for("PUT", "messaging/subscriptions/status/user-statuses", 2)
        assert len(server.took(*TAKE_STATION)) == 1

    async def test_campaigns_status_and_calls_are_read_anew_after_a_log_on_by_itself(
        self, desk: AgentDesk, server: IcServer
    ) -> None:
        await in_call(desk, server)
        server.say(status("Available"))
        await until(desk, lambda s: s.status.current)
        end_session(server, should_reconnect=True)
        server.say(
            campaigns(campaign(SPRING, "Spring", isLoggedIn=True)),
            queue_of(whole=True),
            status("At Lunch"),
        )
        await back(desk, server)
        state = await until(desk, lambda s: s.status.current_id == "At Lunch")
        state = await until(desk, lambda s: s.stage.barrier is StageBarrier.CALL_ENDED)
        assert [c.name for c in state.campaigns.campaigns] == ["Spring"]
