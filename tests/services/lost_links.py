"""What the tests of a lost link share: a desk that is quick to try again, and what it comes to."""

from dataclasses import fields

from agent_desktop.desk.links import LinkPart
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from tests.services.conftest import until

LOG_ON = ("POST", "connection")
STAGE = ("POST", "dialer/update-stage")
MESSAGES = ("GET", "messaging/messages")
QUICK = Settings(
    request_deadline=5.0,
    stage_deadline=5.0,
    reconnect_first=0.1,
    reconnect_longest=0.2,
    log_on_again_first=0.1,
    log_on_again_longest=0.2,
)


def quick_but(**changes: float | bool) -> Settings:
    known = {each.name: getattr(QUICK, each.name) for each in fields(Settings)}
    return Settings(**(known | changes))


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
