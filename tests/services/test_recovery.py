"""The way back from a session that ended: by itself, by another host, with what was missed."""

import time
from dataclasses import replace

import pytest

from agent_desktop.desk.links import LinkPart, LinkState
from agent_desktop.desk.logon import LogOnFault, Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState, StageBarrier
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import (
    Seat,
    at_work,
    becomes,
    form,
    in_call,
    log_on,
    told,
    until,
)
from tests.services.ic_server import (
    GONE,
    PASSWORD,
    SPRING,
    IcServer,
    Reply,
    campaign,
    campaigns,
    queue_of,
    status,
)
from tests.services.lost_links import LOG_ON, MESSAGES, QUICK, STAGE, broken, quick_but

STATION = ("GET", "connection/station")
TAKE_STATION = ("PUT", "connection/station")


@pytest.fixture
def settings() -> Settings:
    return QUICK


async def back(desk: AgentDesk, server: IcServer, sessions: int = 2) -> DeskState:
    """Wait until the desk has logged on again by itself."""
    await server.asked_for(*LOG_ON, sessions)
    return await until(
        desk, lambda s: s.phase is Phase.LOGGED_ON and s.link.session is LinkState.UP
    )


def end_session(server: IcServer, *, should_reconnect: bool | None) -> None:
    server.should_reconnect = should_reconnect
    server.end_session()
    server.cut_streams()


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
        desk = AgentDesk(quick_but(log_on_again_calm=0.1))
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


class TestAlternates:
    @pytest.fixture
    def settings(self) -> Settings:
        return quick_but(leave_host_after=0.1)

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
            quick_but(leave_host_after=0.1, request_deadline=0.5, return_to_first_server=first)
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
        desk = AgentDesk(quick_but(leave_host_after=0.1, return_to_first_server=first))
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
