"""A whole shift: a thousand calls, one after the other, each with a stage and an outcome."""

from tests.simulator.conftest import RENEWAL, Running, Session

CALLS = 1000


def test_a_shift_of_a_thousand_calls_leaves_nothing_open(running: Running, ada: Session) -> None:
    ada.watch_queue()
    ada.work(RENEWAL)
    world = running.world
    agent = world.agents.of(next(iter(world.sessions)))
    for _ in range(CALLS):
        running.pass_time(8)  # until it has come and is connected
        call = agent.call
        assert call is not None
        assert call.connected
        ada.stage(2)
        ada.filed()
        with world.lock:
            world.switchboard.end(call, "E")
            world.set_status(agent.user, world.statuses["available"])
    running.pass_time(4)

    outcomes = running.order("outcomes", method="GET")["outcomes"]
    calls = running.order("calls", method="GET")["calls"]
    assert len(outcomes) == len(calls) == CALLS
    assert all(each["byAgent"] for each in outcomes)
    ids = [each["interactionId"] for each in calls]
    assert [each["interactionId"] for each in outcomes] == ids == sorted(set(ids))
    assert all([each["stage"] for each in call["stages"]] == [0, 2] for call in calls)
    assert list(world.switchboard.of(agent.user)) == []
    assert agent.open_calls == []
