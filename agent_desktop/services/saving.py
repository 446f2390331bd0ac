"""Writing a text to a file that the agent chose."""

from collections.abc import Callable
from pathlib import Path

from agent_desktop.icws import Abort
from agent_desktop.services.background import Background
from agent_desktop.services.tasks import Tasks

# A disk that hangs is waited for so long, in seconds.
WITHIN = 5.0


def save_text(
    tasks: Tasks, background: Background, text: str, file: str, told: Callable[[bool], None]
) -> None:
    """Write it in the background; `told` learns whether it is there."""

    def write(_abort: Abort) -> None:
        # To the letter as it was shown, on every system.
        Path(file).write_text(text, encoding="utf-8", newline="")

    async def saved() -> None:
        try:
            await background.call(write, deadline=WITHIN)
        except (OSError, TimeoutError):
            told(False)
        else:
            told(True)

    tasks.spawn(saved(), "save text")
