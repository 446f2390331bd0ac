"""An outcome that an earlier run left open never becomes that of the next call."""

from datetime import UTC, datetime
from pathlib import Path

from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.ledger import CallKey, Ledger, Outcome
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import form, log_on, until
from tests.services.ic_server import SPRING, IcServer, status


def leave_open(file: Path, server: str) -> None:
    """Write what a run leaves that was cut off before it could file."""
    key, now = CallKey(server, "ada", "9001"), datetime.now(UTC)
    ledger = Ledger(file)
    ledger.open_call(key, SPRING, "Spring renewal", "regular", now)
    ledger.outcome_chosen(key, Outcome("Renewed"), now)
    assert ledger.close(20)


async def test_it_is_sent_only_while_no_call_can_come(
    settings: Settings, tmp_path: Path, server: IcServer
) -> None:
    file = tmp_path / "ledger.sqlite3"
    leave_open(file, server.url)
    desk = AgentDesk(settings, ledger_file=file)
    await desk.open()
    try:
        await log_on(desk, form(server))
        server.say(status("Available"))
        state = await until(
            desk, lambda s: s.open_outcomes and s.status.current and s.status.current.available
        )
        assert state.open_outcomes[0].fault is OutcomeFault.CALLS_COMING
        desk.outcomes.file("9001")
        assert desk.store.state.open_outcomes[0].view.sending is None
        server.say(status("At Lunch"))
        await until(desk, lambda s: s.open_outcomes and s.open_outcomes[0].fault is None)
        desk.outcomes.file("9001")
        await until(desk, lambda s: not s.open_outcomes)
        assert len(server.took("POST", "dialer/disposition")) == 1
    finally:
        await desk.close()
