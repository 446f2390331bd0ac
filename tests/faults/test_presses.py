"""A press meets a server that fails: it ends one way, arrives once at most, the desk goes on."""

import tracemalloc
from dataclasses import dataclass

import pytest

from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.faults.misbehaviour import (
    MIB,
    Misbehaviour,
    answers_too_late,
    drips,
    gzip_bomb,
    half_closes,
    head,
    never_answers,
    packed_twice,
    resets,
    says,
    whole,
)
from tests.services.conftest import confirmed, in_call, until
from tests.services.ic_server import IcServer, Reply

STAGE = ("POST", "dialer/update-stage")
IN_DOUBT = Verdict.NOT_CONFIRMED
PAGE = b"<html><title>Guest WLAN</title><form></form></html>"
DEEP = b"[" * 100_000
ODD = b'{"message": "\xff\xfe", "errorId": "a", "errorId": ["b"], "errorCode": 1e999}'


@dataclass(frozen=True)
class Fault:
    """What the server does, how the press must end, and whether only the deadline ends it."""

    name: str
    does: Misbehaviour
    verdict: Verdict
    slow: bool = False


def of_bodies() -> list[Fault]:
    """Faults of the body: the status alone decides."""
    faults = []
    verdicts = {200: Verdict.CONFIRMED, 400: Verdict.REFUSED, 500: IN_DOUBT}
    for status, verdict in verdicts.items():
        chunked = head(status, "Transfer-Encoding: chunked") + b"\r\n"
        short = head(status, "Content-Length: 99") + b"\r\n{"
        packed = "Content-Encoding: gzip"
        ways: dict[str, Misbehaviour] = {
            "reset after the headers": resets(short),
            "half-closed in the body": half_closes(short),
            "too short": says(short),
            "too long": says(whole(status, b"{}") + whole(200, b"") * 3),
            "broken chunks": says(chunked + b"zz\r\n{}\r\n"),
            "chunks cut off": says(chunked + b"99\r\n{}"),
            "broken gzip": says(whole(status, b"\x1f\x8b\x08 no", packed)),
            "deep JSON": says(whole(status, DEEP)),
            "odd JSON": says(whole(status, ODD)),
        }
        faults += [Fault(f"{status} {name}", does, verdict) for name, does in ways.items()]
    return faults


FAULTS = [
    Fault("never answers", never_answers, IN_DOUBT, slow=True),
    Fault("answers after the deadline", answers_too_late, IN_DOUBT, slow=True),
    Fault("drips headers", drips(head(200) + b"X-Slow: "), IN_DOUBT, slow=True),
    Fault("drips a body", drips(head(200) + b"\r\n"), Verdict.CONFIRMED, slow=True),
    Fault("resets before the headers", resets(), IN_DOUBT),
    Fault("resets in the headers", resets(b"HTTP/1.1 200 OK\r\nX-A: "), IN_DOUBT),
    Fault("half-closes before the headers", half_closes(), IN_DOUBT),
    Fault("half-closes in the headers", half_closes(b"HTTP/1.1 200 OK\r\n"), IN_DOUBT),
    Fault("speaks no HTTP", says(b"SSH-2.0-OpenSSH_9.2\r\n"), IN_DOUBT),
    Fault("a header without end", says(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000), IN_DOUBT),
    Fault("a status that is none yet", says(b"HTTP/1.1 103 Hints\r\n\r\n"), IN_DOUBT),
    Fault("202", says(whole(202, b"{}")), IN_DOUBT),
    Fault("404", says(whole(404, b"{}")), Verdict.REFUSED),
    Fault("429", says(whole(429, b"{}", "Retry-After: 0")), Verdict.REFUSED),
    Fault(
        "429 until a date",
        says(whole(429, b"{}", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT")),
        Verdict.REFUSED,
    ),
    Fault("503", says(whole(503, b'{"alternateHostList": ["127.0.0.1"]}')), IN_DOUBT),
    Fault("a portal's page", says(whole(200, PAGE)), IN_DOUBT),
    Fault("a portal's redirect", says(whole(302, b"", "Location: http://127.0.0.2/")), IN_DOUBT),
    Fault("a portal's 511", says(whole(511, PAGE)), IN_DOUBT),
    *of_bodies(),
]


@pytest.fixture(params=FAULTS, ids=lambda fault: fault.name)
def fault(request: pytest.FixtureRequest) -> Fault:
    assert isinstance(request.param, Fault)
    return request.param


def sent(server: IcServer) -> list[int]:
    """The stages that reached the server, in order."""
    return [asked.body["newStageId"] for asked in server.took(*STAGE)]


async def ended(desk: AgentDesk, number: int) -> tuple[DeskState, Verdict]:
    """Wait for the end of a press, which is one and not two."""

    def there(state: DeskState) -> bool:
        current = state.stage.view.current
        return current is not None and current.number == number

    def failed(state: DeskState) -> bool:
        lost = state.stage.view.unsettled
        return lost is not None and lost.ask.number == number

    state = await until(desk, lambda s: s.stage.view.sending is None and (there(s) or failed(s)))
    assert there(state) is not failed(state)
    lost = state.stage.view.unsettled
    return state, lost.verdict if lost else Verdict.CONFIRMED


class TestOneFault:
    """A call in which one press fails, in each of the ways."""

    @pytest.fixture
    def settings(self, fault: Fault) -> Settings:
        return Settings(stage_deadline=1.0 if fault.slow else 10.0)

    async def test_a_press_ends_one_way_and_the_next_one_is_taken(
        self, desk: AgentDesk, server: IcServer, fault: Fault
    ) -> None:
        await in_call(desk, server)
        server.answer(*STAGE, Reply(raw=fault.does), Reply(200))
        desk.stages.press(1)
        state, verdict = await ended(desk, 1)
        assert verdict is fault.verdict
        assert sent(server) == [1]
        assert state.stage.view.may_send_again is (verdict is IN_DOUBT)
        desk.stages.press(2)
        await confirmed(desk, 2)
        assert sent(server) == [1, 2]


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("what", ["gzip bomb", "gzip bomb in gzip", "64 MB"])
async def test_what_is_too_much_to_hold_is_not_held(
    desk: AgentDesk, server: IcServer, status: int, what: str
) -> None:
    body, headers = {
        "gzip bomb": (gzip_bomb, ["Content-Encoding: gzip"]),
        "gzip bomb in gzip": (packed_twice, ["Content-Encoding: gzip, gzip"]),
        "64 MB": (lambda: bytes(64 * MIB), []),
    }[what]
    await in_call(desk, server)
    server.answer(*STAGE, Reply(raw=says(whole(status, body(), *headers))), Reply(200))
    tracemalloc.start()
    try:
        desk.stages.press(1)
        _, verdict = await ended(desk, 1)
        assert tracemalloc.get_traced_memory()[1] < 48 * MIB
    finally:
        tracemalloc.stop()
    assert verdict is (Verdict.CONFIRMED if status == 200 else IN_DOUBT)
    desk.stages.press(2)
    await confirmed(desk, 2)
    assert sent(server) == [1, 2]


async def test_a_connection_that_closes_while_it_is_idle_costs_no_press_and_doubles_none(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    server.answer(*STAGE, Reply(200, hangs_up=True))
    for number in (1, 2, 3):
        desk.stages.press(number)
        state, verdict = await ended(desk, number)
        if verdict is not Verdict.CONFIRMED:
            assert state.stage.view.may_send_again
            assert sent(server).count(number) <= 1
            desk.stages.send_again()
        await confirmed(desk, number)
    assert set(sent(server)) == {1, 2, 3}


async def test_a_storm_of_500s_sends_no_press_again_and_is_over_with_the_first_200(
    desk: AgentDesk, server: IcServer
) -> None:
    await in_call(desk, server)
    for route in (STAGE, ("GET", "messaging/messages"), ("PUT", "status/user-statuses/ada")):
        server.answer(*route, Reply(500, {"message": "Fault."}))
    server.cut_streams()
    desk.stages.press(1)
    desk.statuses.set("Available")
    _, verdict = await ended(desk, 1)
    assert verdict is IN_DOUBT
    await server.asked_for("GET", "messaging/messages", 6)
    assert sent(server) == [1]
    for route in (STAGE, ("GET", "messaging/messages"), ("PUT", "status/user-statuses/ada")):
        server.answer(*route)
    desk.stages.send_again()
    await confirmed(desk, 1)
    assert sent(server) == [1, 1], "once by each press of the agent's"
