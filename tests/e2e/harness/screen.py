"""What a program shows, and the hands and eyes of a person using it."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.e2e.harness.condition import Condition
from tests.e2e.harness.desktop import SYSTEM_PYTHON

REPOSITORY = Path(__file__).resolve().parents[3]
PATIENCE = 10.0
"""Seconds that an action or a wait goes on trying, if the test doesn't say."""


class ScreenError(AssertionError):
    """Something wasn't on the screen, or couldn't be done. The text has the tree as it was."""


@dataclass(frozen=True)
class Node:
    """One node of the accessibility tree. `id` is the objectName, `text` a field's content."""

    id: str
    role: str
    name: str
    description: str
    text: str
    states: frozenset[str]


class Screen:
    """A program's accessibility tree and its input. All ids are objectNames.

    Actions wait until their widget is shown and enabled. Everything raises ScreenError.
    """

    def __init__(self, env: Mapping[str, str], pid: int) -> None:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - see close
        self._assistant = subprocess.Popen(
            [SYSTEM_PYTHON, "-E", "-s", "-m", "tests.e2e.harness.assistant", str(pid)],
            cwd=REPOSITORY,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            start_new_session=True,
        )

    def find(self, id_: str, *, within: str | None = None) -> Node | None:
        """Return a widget as it is now, shown or hidden, or None; `within` is another's id."""
        answer = self._ask("find", id=id_, within=within)
        return None if answer is None else _node(answer)

    def node(self, id_: str) -> Node:
        """Return a widget as it is now."""
        found = self.find(id_)
        if found is None:
            raise ScreenError(f"There is no {id_}.\n{self.tree()}")
        return found

    def name(self, id_: str) -> str:
        """Return the accessible name: what a screen reader says."""
        return self.node(id_).name

    def text(self, id_: str) -> str:
        """Return what a field contains; a password field gives its dots."""
        return self.node(id_).text

    def role(self, id_: str) -> str:
        """Return the role, in AT-SPI's words: push button, text, list, label, ..."""
        return self.node(id_).role

    def states(self, id_: str) -> frozenset[str]:
        """Return the states, in AT-SPI's words: enabled, showing, focused, checked, ..."""
        return self.node(id_).states

    def items(self, id_: str) -> list[str]:
        """Return the rows of a list, table or combo box; a table's cells are joined by ' | '."""
        return [str(item) for item in self._ask("items", id=id_)]

    def wait(self, condition: Condition, timeout: float = PATIENCE) -> Node | None:
        """Wait until it is true, some seconds at most. Returns the widget; None if it is gone."""
        fields = asdict(condition)
        answer = self._ask("wait", condition=fields, patience=timeout)
        return None if answer is None else _node(answer)

    def press(self, id_: str) -> None:
        """Press a button or tick a box, by its accessible action."""
        self._ask("press", id=id_)

    def click(self, id_: str) -> None:
        """Click on the middle of a widget with the mouse."""
        self._ask("click", id=id_)

    def focus(self, id_: str) -> None:
        """Give a widget the keyboard."""
        self._ask("focus", id=id_)

    def type_text(self, id_: str, text: str) -> None:
        """Replace a field's content by typing on the keyboard. Printable ASCII only."""
        if not (text.isascii() and text.isprintable()):
            raise ValueError("The test keyboard types printable ASCII only: use set_text")
        self._ask("type", id=id_, text=text)

    def set_text(self, id_: str, text: str) -> None:
        """Replace a field's content at once, as dictation does: any text, but no key events."""
        self._ask("set_text", id=id_, text=text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other in the active window: "2", "Tab", "ctrl+l", "F6"."""
        self._ask("key", keys=list(keys))

    def move(self, key: str) -> Node:
        """Press a key that takes the keyboard elsewhere; returns the widget that has it then."""
        return _node(self._ask("move", key=key))

    def select(self, list_id: str, item: str) -> None:
        """Click a row of a list or table: the one with this text or the only one with it inside."""
        self._ask("select", id=list_id, item=item)

    def choose(self, id_: str, item: str) -> None:
        """Open a combo box or the menu of a button, and choose an entry by its text."""
        self._ask("choose", id=id_, item=item)

    def focused(self) -> Node:
        """Return the widget that has the keyboard."""
        answer = self._ask("focused")
        if answer is None:
            raise ScreenError(f"Nothing has the keyboard.\n{self.tree()}")
        return _node(answer)

    def announcements(self) -> list[str]:
        """Return what the program asked to be spoken since the screen was first looked at."""
        return [str(text) for text in self._ask("announcements")]

    def unnamed_interactive(self) -> list[Node]:
        """Return what can be used but not told apart by ear: interactive nodes without a name.

        A combo box's name is its current entry, so it needs a label of its own, or a description.
        """
        return [_node(answer) for answer in self._ask("unnamed")]

    def tree(self) -> str:
        """Return what is shown, one node a line: role, id, name and states out of the ordinary."""
        return str(self._ask("tree"))

    def close(self) -> None:
        """Let the assistant go."""
        self._assistant.communicate()
        self._errors.close()

    def _ask(self, do: str, **arguments: object) -> Any:
        """Send a request to the assistant and return its answer."""
        stdin, stdout = self._assistant.stdin, self._assistant.stdout
        if stdin is None or stdout is None:
            raise ValueError("the assistant was started without pipes")
        try:
            stdin.write(json.dumps({"do": do, "patience": PATIENCE} | arguments) + "\n")
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._errors.seek(0)
            raise ScreenError(f"The accessibility assistant ended:\n{self._errors.read()}")
        answer = json.loads(line)
        if "error" in answer:
            raise ScreenError(f"{answer['error']}\n{answer['tree']}")
        return answer["result"]


def _node(fields: Mapping[str, Any]) -> Node:
    return Node(**{**fields, "states": frozenset(fields["states"])})
