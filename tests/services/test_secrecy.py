"""Secrets and contact data have no way into a log, a repr or a notice."""

import logging

import pytest

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import form, in_call, until
from tests.services.ic_server import COOKIE, PASSWORD, TOKEN, IcServer, Reply, completed, pop

CANARIES = (PASSWORD, TOKEN, COOKIE, "Canary Contact", "555 0199")
STAGE = ("POST", "dialer/update-stage")


async def test_a_whole_shift_leaves_no_secret_in_logs_and_reprs(
    desk: AgentDesk, server: IcServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    words = f"Refused for {TOKEN} of Canary"
    state = await in_call(desk, server)
    assert state.call is not None
    assert state.call.who == "Canary Contact"
    texts = [repr(state), repr(desk.logon), repr(form(server)), str(form(server))]
    server.answer(*STAGE, Reply(400, {"message": words}), Reply(200))
    desk.stages.press(1)
    state = await until(desk, lambda s: told_of(s, Cause.STAGE_REFUSED))
    texts.append(repr(state))
    unreadable = pop("9002", interactionId={"Canary Contact": 1})
    server.say(unreadable, {"__type": "urn:x:Canary Contact"}, completed("1"))
    await until(desk, lambda s: told_of(s, Cause.UNREADABLE_MESSAGE))
    server.end_session()
    server.cut_streams()
    await until(desk, lambda s: s.phase is Phase.EXPIRED)
    desk.logon.again(PASSWORD)
    await until(desk, lambda s: s.phase is Phase.LOGGED_ON)
    desk.logon.log_off()
    state = await until(desk, lambda s: s.phase is Phase.LOGGED_OFF)
    texts += [repr(state), *(str(task) for task in vars(desk.tasks).values())]
    logged = "\n".join(record.getMessage() + str(record.args) for record in caplog.records)
    assert "update-stage" in logged
    for canary in CANARIES:
        assert canary not in logged
        assert not any(canary in text for text in texts)


def told_of(state: object, cause: Cause) -> bool:
    return any(notice.cause is cause for notice in state.board.notices)  # type: ignore[attr-defined]


async def test_a_server_that_repeats_the_password_is_not_quoted(
    desk: AgentDesk, server: IcServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer("POST", "connection", Reply(400, {"message": f"{PASSWORD} is not it."}))
    desk.logon.submit(form(server))
    state = await until(desk, lambda s: s.problem is not None)
    assert state.problem is not None
    assert state.problem.answer.message.endswith("is not it.")
    assert PASSWORD not in repr(state)
    assert PASSWORD not in caplog.text


async def test_a_fault_of_ours_is_logged_without_what_it_was_about(
    desk: AgentDesk, server: IcServer, caplog: pytest.LogCaptureFixture
) -> None:
    await in_call(desk, server)
    assert PASSWORD not in caplog.text
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
