"""What is typed a moment before its call is let go is kept all the same."""

from pathlib import Path

from agent_desktop.ledger import HistoryFilter
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import in_call, next_call, until
from tests.services.ic_server import IcServer, queue_of


async def test_a_note_outlives_the_call_it_was_typed_for(
    settings: Settings, tmp_path: Path, server: IcServer
) -> None:
    desk = AgentDesk(settings, ledger_file=tmp_path / "ledger.sqlite3")
    await desk.open()
    try:
        await in_call(desk, server, "9001")
        desk.notes.type_note("9001", "last words")
        server.say(queue_of(("9001", "E")), queue_of(interactionsRemoved=["9001"]))
        state = await next_call(desk, server, "9002")
        await until(desk, lambda s: s.note.kept)
        history, agent = desk.record.history, state.agent
    finally:
        await desk.close()
    assert history is not None
    assert agent is not None
    lines = history.page(HistoryFilter(agent.server, agent.user_id), None, 10)
    assert {line.key.interaction_id: line.note for line in lines} == {
        "9001": "last words",
        "9002": "",
    }
