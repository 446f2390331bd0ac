"""Drive a real program through its accessibility tree, as a screen reader would.

`desktop` (a fixture for the whole run) is a display, a window manager, a session bus and an
accessibility bus of our own. `start` starts a program on it in a home folder of the test's own
and ends it, with everything it started, after the test. `Program.screen` sees what is shown and
presses, types and chooses. Widgets are named by their objectName:

    from tests.e2e.harness import Start, gone, shown

    @pytest.mark.e2e
    def test_a_press_confirms_the_stage(start: Start) -> None:
        program = start("-m", "agent_desktop", "--demo")
        screen = program.screen
        screen.press("loginSubmit")
        screen.wait(gone("loginDialog"))
        screen.select("campaignList", "Spring Renewals")
        screen.press("stageButton-2")
        screen.wait(shown("stageState", r"^confirmed"))      # matches the accessible name
        screen.key("3")                                      # a real key event
        assert screen.focused().id == "stageButton-2"
        assert screen.unnamed_interactive() == []
        screen.press("logOff")
        assert program.wait() == 0

Every action waits until its widget is shown and enabled. What fails says what was waited for and
shows the tree; a failed test's report also has the program's output. Never sleep: `wait`.
The part that talks to the accessibility bus (`assistant`) runs on the system's own Python, since
only that has Debian's `gi`. `python3 packaging/run.py test` installs what all this needs.
"""

from tests.e2e.harness.condition import (
    Condition,
    checked,
    described,
    disabled,
    enabled,
    focused,
    gone,
    lists,
    reads,
    shown,
    unchecked,
)
from tests.e2e.harness.desktop import Desktop, MissingPart
from tests.e2e.harness.program import Program, Start
from tests.e2e.harness.screen import Node, Screen, ScreenError

__all__ = [
    "Condition",
    "Desktop",
    "MissingPart",
    "Node",
    "Program",
    "Screen",
    "ScreenError",
    "Start",
    "checked",
    "described",
    "disabled",
    "enabled",
    "focused",
    "gone",
    "lists",
    "reads",
    "shown",
    "unchecked",
]
