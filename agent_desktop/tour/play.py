"""A whole shift, step by step: what an agent would do in the demo, and what must be seen."""

from pathlib import Path

from agent_desktop.platform.training import TrainingServer
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.chapters.beginning import Beginning
from agent_desktop.tour.chapters.ending import Ending
from agent_desktop.tour.chapters.moves import Moves
from agent_desktop.tour.chapters.outcomes import Outcomes
from agent_desktop.tour.chapters.previews import Previews
from agent_desktop.tour.chapters.script import ScriptedCall
from agent_desktop.tour.chapters.stages import Stages
from agent_desktop.tour.chapters.trouble import Trouble
from agent_desktop.tour.guide import Guide
from agent_desktop.tour.record import Record
from agent_desktop.tour.training_server import TrainingControl

EXIT_FAILED = 1
CHAPTERS = (Beginning, Stages, Trouble, Outcomes, ScriptedCall, Previews, Moves, Ending)


async def play(folder: Path, desk: AgentDesk, server: TrainingServer) -> int:
    """Play every step; returns 0 if all went as expected, else 1.

    The first step that fails ends the tour: the rest builds on it.
    """
    record = Record(folder)
    record.folder.mkdir(parents=True, exist_ok=True)
    guide = Guide(desk, TrainingControl(server, desk.background))
    await guide.server.post("dialing", on=False)
    for step in (step for chapter in CHAPTERS for step in chapter(guide).steps()):
        ok = await record.step(*step)
        print(f"{'ok    ' if ok else 'FAILED'} {step.name}: {record.steps[-1].seen}")  # noqa: T201
        if not ok:
            break
    record.write()
    return 0 if record.passed else EXIT_FAILED
