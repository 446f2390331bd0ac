"""The agent's status: chosen, granted, refused, and told by the server."""

import pytest

from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import Outcome
from agent_desktop.desk.terms import Disposition
from agent_desktop.services import statuses as statuses_module
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import Seat, form, log_on, told, until
from tests.services.ic_server import (
    SALE,
    Asked,
    IcServer,
    Reply,
    campaign,
    campaigns,
    completed,
    pop,
    queue_of,
    status,
)

SET = ("PUT", "status/user-statuses/ada")
ACCESS = ("GET", "status/status-messages-user-access/ada")


async def test_the_menu_offers_what_the_server_lists(desk: AgentDesk, seat: Seat) -> None:
    state = await log_on(desk, seat.form())
    shown = {c.id: (c.available, c.selectable) for c in state.status.choices}
    assert shown == {
        "Available": (True, True),
        "At Lunch": (False, True),
        "Not Answering": (False, False),
    }
    assert (await until(desk, lambda s: s.status.current)).status.current_id == "At Lunch"


async def test_a_status_the_user_may_not_take_is_not_offered(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer(*ACCESS, Reply(200, {"statusMessages": ["AVAILABLE"]}))
    state = await log_on(desk, form(server))
    assert [c.id for c in state.status.choices if c.selectable] == ["Available"]


async def test_an_older_server_that_does_not_say_offers_them_all(
    desk: AgentDesk, server: IcServer
) -> None:
    server.answer(*ACCESS, Reply(404, {"message": "Unknown."}))
    state = await log_on(desk, form(server))
    assert all(c.selectable for c in state.status.choices)
    assert state.board.notices == ()


async def test_a_chosen_status_is_asked_for_and_then_told(desk: AgentDesk, seat: Seat) -> None:
    await log_on(desk, seat.form())
    await until(desk, lambda s: s.status.current)
    desk.statuses.set("available")
    assert desk.store.state.status.asked_id == "available"
    state = await until(desk, lambda s: s.status.current_id == "Available")
    assert state.status.current is not None
    assert state.status.current.available
    await until(desk, lambda s: s.status.asked_id == "")
    assert seat.session()["statusId"] == "Available"


async def test_a_supervisor_s_change_shows(desk: AgentDesk, seat: Seat) -> None:
    await log_on(desk, seat.form())
    await until(desk, lambda s: s.status.current)
    seat.control.post("status", user=seat.user, statusId="Not Answering")
    await until(desk, lambda s: s.status.current_id == "Not Answering")


async def test_the_status_of_somebody_else_is_no_news(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.say(status("At Lunch", user="ben"), status("available", user="ADA"))
    state = await until(desk, lambda s: s.status.current)
    assert state.status.current_id == "available"


async def test_a_request_the_server_refuses_is_told(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.answer(*SET, Reply(400, {"message": "Not now."}))
    desk.statuses.set("At Lunch")
    state = await until(desk, lambda s: told(s, Cause.STATUS_REFUSED))
    (notice,) = told(state, Cause.STATUS_REFUSED)
    assert (notice.facts.subject, notice.answer.message) == ("At lunch", "Not now.")
    assert state.status.asked_id == ""


async def test_an_operation_that_ends_with_an_error_is_told(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.answer(*SET, Reply(202, {"requestId": "77"}))
    desk.statuses.set("At Lunch")
    await server.asked_for(*SET)
    server.say(completed("5", error="Of another request."), completed("77", error="No lunch."))
    state = await until(desk, lambda s: told(s, Cause.STATUS_REFUSED))
    (notice,) = told(state, Cause.STATUS_REFUSED)
    assert (notice.facts.subject, notice.answer.message) == ("At lunch", "No lunch.")
    assert state.status.asked_id == ""


async def test_an_error_that_comes_before_the_answer_to_the_request_counts(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.answer(*SET, Reply(202, {"requestId": "77"}))
    gate = server.hold(*SET)
    desk.statuses.set("At Lunch")
    await server.asked_for(*SET)
    server.say(completed("77", error="No lunch."), status("Available"))
    await until(desk, lambda s: s.status.current_id == "Available")
    gate.set()
    state = await until(desk, lambda s: told(s, Cause.STATUS_REFUSED))
    assert told(state, Cause.STATUS_REFUSED)[0].answer.message == "No lunch."


async def test_choosing_the_present_status_again_is_done_when_the_server_says_so(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(status("At Lunch"))
    await until(desk, lambda s: s.status.current)
    server.answer(*SET, Reply(202, {"requestId": "77"}))
    desk.statuses.set("At Lunch")
    await server.asked_for(*SET)
    server.say(completed("77"))
    state = await until(desk, lambda s: s.status.asked_id == "")
    assert told(state, Cause.STATUS_REFUSED) == []


async def test_an_operation_that_never_ends_is_told_in_the_end(
    desk: AgentDesk, server: IcServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statuses_module, "CONFIRMED_WITHIN", 0.1)
    await log_on(desk, form(server))
    desk.statuses.set("At Lunch")
    state = await until(desk, lambda s: told(s, Cause.STATUS_REFUSED))
    assert state.status.asked_id == ""


async def test_a_failed_wish_does_not_take_a_newer_one_with_it(
    desk: AgentDesk, server: IcServer
) -> None:
    def no_lunch(asked: Asked) -> Reply:
        lunch = asked.body["statusId"] == "At Lunch"
        return Reply(400, {"message": "No."}) if lunch else Reply(202, {"requestId": "78"})

    await log_on(desk, form(server))
    server.answer(*SET, no_lunch)
    gate = server.hold(*SET)
    for times, status_id in ((1, "At Lunch"), (2, "Available")):
        desk.statuses.set(status_id)
        await server.asked_for(*SET, times)
    gate.set()
    state = await until(desk, lambda s: told(s, Cause.STATUS_REFUSED))
    assert state.status.asked_id == "Available"


async def test_a_status_nobody_lists_is_not_asked_for(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    desk.statuses.set("Custom")
    assert desk.store.state.status.asked_id == ""
    assert server.took(*SET) == []


async def test_without_a_session_no_status_is_asked_for(desk: AgentDesk, server: IcServer) -> None:
    await log_on(desk, form(server))
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.board.lasts(Cause.SESSION_EXPIRED))
    desk.statuses.set("At Lunch")
    assert desk.store.state.status.asked_id == ""


async def test_a_status_wanted_after_the_call_is_set_once_its_outcome_is_filed(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(campaigns(campaign(isLoggedIn=True)), pop(dispositions=[SALE]))
    server.say(queue_of(("9001", "C")))
    await until(desk, lambda s: s.call and s.call.talking)
    desk.statuses.set_next("At Lunch")
    server.say(queue_of(("9001", "E")))
    state = await until(desk, lambda s: s.call and s.call.state.ended)
    assert state.status.next_id == "At Lunch"
    assert server.took(*SET) == []
    desk.outcomes.choose("9001", Outcome(Disposition("Sale", "Success", "1")))
    desk.outcomes.file("9001")
    (asked,) = await server.asked_for(*SET)
    assert asked.body["statusId"] == "At Lunch"
    state = await until(desk, lambda s: not s.status.next_id)
    assert told(state, Cause.NEXT_STATUS_SET)


async def test_ready_goes_back_to_the_status_calls_last_came_in(
    desk: AgentDesk, server: IcServer
) -> None:
    await log_on(desk, form(server))
    server.say(status("Available"), status("At Lunch"))
    await until(desk, lambda s: s.status.current_id == "At Lunch")
    desk.statuses.ready()
    (asked,) = await server.asked_for(*SET)
    assert asked.body["statusId"] == "Available"


async def test_how_long_a_status_lasts_is_told_by_the_server_s_clock(
    desk: AgentDesk, server: IcServer
) -> None:
    server.server_time = "20260302T090000Z"
    await log_on(desk, form(server))
    known = status("Available")
    known["userStatusList"][0]["statusChanged"] = "20260302T085000Z"
    server.say(known)
    state = await until(desk, lambda s: s.status.current_id == "Available")
    assert state.status.since is not None
    lasts = desk._shift.clock.now().mono - state.status.since
    assert 599 < lasts < 640
