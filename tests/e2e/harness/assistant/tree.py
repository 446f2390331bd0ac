"""Reading a program's accessibility tree, always as it is now."""

import contextlib
import importlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import gi

gi.require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")
GLib = importlib.import_module("gi.repository.GLib")

Accessible = Any
T = TypeVar("T")

ROWS = {"list item", "table cell", "tree item"}
# Parts of a widget that may say they have the keyboard when it is elsewhere.
PARTS = {*ROWS, "page tab"}
VIEWPORT = "qt_scrollarea_viewport"
INTERACTIVE = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "combo box",
    "text",
    "password text",
    "spin button",
    "slider",
    "list",
    "table",
    "tree table",
    "tree",
    "page tab",
    "menu item",
    "check menu item",
    "radio menu item",
    "link",
}
SHOWING, FOCUSED = Atspi.StateType.SHOWING, Atspi.StateType.FOCUSED
ROW_ROLES = [Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.TREE_ITEM]
ORDINARY = {"enabled", "sensitive", "visible", "showing", "focusable", "selectable", "transient"}
EVENTS = (
    "object:state-changed",
    "object:property-change",
    "object:children-changed",
    "object:text-changed",
    "object:announcement",
    "window",
)
LOOK_AGAIN = 300
"""Milliseconds after which a wait looks again though no event came."""
GATHER = 25
"""Milliseconds in which further events are gathered: a look asks for hundreds of names."""


class Failure(Exception):
    """A request can't be fulfilled. The text says why."""


class Tree:
    """The tree of the program with this process id."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.announced: list[str] = []
        self.last_focused = ""
        self.opened_menus = 0
        self._root: Accessible | None = None
        self._looked: dict[str, list[Accessible]] = {}
        self._seen: dict[str, Accessible] = {}
        self._desktop = Atspi.get_desktop(0)
        self._desktop.set_cache_mask(Atspi.Cache.NONE)
        self._listener = Atspi.EventListener.new(self._hear)
        for event in EVENTS:
            self._listener.register(event)

    def _hear(self, event: Any) -> None:
        """Note what can be learned from events alone; any event also ends a pause."""
        if event.type.startswith("object:announcement"):
            self.announced.append(str(event.any_data))
        elif event.type == "object:state-changed:focused" and event.detail1:
            self.last_focused = event.source.get_name() or ""
        elif event.type == "object:state-changed:showing" and event.detail1:
            self.opened_menus += role_of(event.source) == "popup menu"

    def until(self, attempt: Callable[[], T | None], patience: float, what: str) -> T:
        """Try until it gives something, again at each change; raise Failure after some seconds.

        A node that disappears under the attempt counts as a try that gave nothing.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                result = attempt()
            except GLib.Error:
                result = None
            if result is not None:
                return result
            if time.monotonic() > deadline:
                raise Failure(f"Waited {patience:g} s for {what}.")
            pause()

    def application(self) -> Accessible | None:
        """Return the program's root, or None while it isn't on the bus."""
        if self._root is None or pid_of(self._root) != self.pid:
            roots = children(self._desktop)
            self._root = next((node for node in roots if pid_of(node) == self.pid), None)
        return self._root

    def windows(self) -> list[Accessible]:
        """Return the program's windows, none while it isn't on the bus."""
        root = self.application()
        return [] if root is None else list(children(root))

    def all(self, *states: Any) -> list[Accessible]:
        """Return what the program's windows hold and has these states, parents first."""
        root = self.application()
        try:
            return [] if root is None else matching(root, *states)
        except GLib.Error:
            return []  # it has just ended

    def find(self, wanted: str, *, within: str | None = None) -> Accessible | None:
        """Return the widget of this objectName; of several, the first that is shown."""
        if within is not None:
            outer = self.find(within)
            found = [] if outer is None else list(named(matching(outer), wanted))
            return next((node for node in found if is_shown(node)), found[0] if found else None)
        return self.shown(wanted) or next(named(self.all(), wanted), None)

    def shown(self, wanted: str) -> Accessible | None:
        """Return the widget of this objectName that is shown, if any."""
        node = self._seen.get(wanted)
        if node is not None and still(node, wanted):
            return node
        node = self._among_looked(wanted)
        if node is None:
            self._look()
            node = self._among_looked(wanted)
        if node is not None:
            self._seen[wanted] = node
        return node

    def _look(self) -> None:
        """Ask for the name of all that is shown: of every widget, as the next ask for others."""
        self._looked = {}
        for node in self.all(SHOWING):
            with contextlib.suppress(GLib.Error):
                self._looked.setdefault(id_of(node), []).append(node)

    def _among_looked(self, wanted: str) -> Accessible | None:
        """Return the widget of this objectName that was there at the last look and is shown."""
        for node in self._looked.get(wanted, ()):
            with contextlib.suppress(GLib.Error):
                if still(node, wanted) and is_widget(node, wanted) and in_sight(node):
                    return node
        return None

    def focused(self) -> Accessible | None:
        """Return the widget that has the keyboard; one that hands it on to a child isn't it."""
        found = [
            node
            for node in self.all(SHOWING, FOCUSED)
            if role_of(node) not in PARTS and id_of(node) != VIEWPORT and in_sight(node)
        ]
        return found[-1] if found else None

    def unnamed(self) -> list[Accessible]:
        """Return the interactive nodes that a screen reader has no words for."""
        return [
            node
            for node in self.all(SHOWING)
            if role_of(node) in INTERACTIVE and not has_words(node) and in_sight(node)
        ]

    def dump(self) -> str:
        """Return what is shown, one node a line."""
        lines = [
            f"{'  ' * depth}{role_of(node)} #{id_of(node)} {node.get_name() or ''!r}"
            f" {' '.join(sorted(unusual(node)))}".rstrip()
            for window in self.windows()
            for depth, node in descend(window, 0)
        ]
        return "\n".join(lines) or f"(process {self.pid} shows nothing on the accessibility bus)"


def pause() -> None:
    """Wait for the next events of the accessibility bus, or a short while."""
    context = GLib.MainContext.default()
    timer = GLib.timeout_source_new(LOOK_AGAIN)
    timer.set_callback(lambda *_: False)
    timer.attach(context)
    context.iteration(True)
    timer.destroy()
    time.sleep(GATHER / 1000)
    hear_all()


def hear_all() -> None:
    """Take in the events that have come."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def children(node: Accessible) -> Iterator[Accessible]:
    """Yield the children that are there; one that goes meanwhile is left out."""
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def matching(node: Accessible, *states: Any, roles: Sequence[Any] = ()) -> list[Accessible]:
    """Return what is below a node, has all the states, and one of the roles if any is given.

    It is one question to the program, where a walk is several a node.
    """
    every, any_ = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY
    state_set, of_roles = Atspi.StateSet.new(list(states)), any_ if roles else every
    rule = Atspi.MatchRule.new(
        *(state_set, every, {}, every), *(list(roles), of_roles, [], every, False)
    )
    order = Atspi.CollectionSortOrder.CANONICAL
    return list(Atspi.Collection.get_matches(node, rule, order, 0, True))


def descend(node: Accessible, depth: int) -> Iterator[tuple[int, Accessible]]:
    """Yield a node and all below it that is shown; nodes that go meanwhile are left out."""
    try:
        if not is_shown(node):
            return
    except GLib.Error:
        return
    yield depth, node
    for child in children(node):
        yield from descend(child, depth + 1)


def named(nodes: Iterable[Accessible], wanted: str) -> Iterator[Accessible]:
    """Yield the widgets of an objectName."""
    return (node for node in nodes if id_of(node) == wanted and is_widget(node, wanted))


def is_widget(node: Accessible, name: str) -> bool:
    """Tell whether a name is a node's own: rows, headers and the corner have that of their list."""
    parent = node.get_parent()
    return parent is None or id_of(parent) != name


def still(node: Accessible, wanted: str) -> bool:
    """Tell whether a widget seen before is there and shown: a look round takes far longer."""
    try:
        return id_of(node) == wanted and is_shown(node)
    except GLib.Error:
        return False


def in_sight(node: Accessible) -> bool:
    """Tell whether what says that it is shown is: rows and headers of a hidden list say so too."""
    parent = node.get_parent()
    return parent is None or role_of(parent) == "application" or is_shown(parent)


def pid_of(node: Accessible) -> int | None:
    """Return the process of a program's root; None when it has just ended."""
    try:
        return int(node.get_process_id())
    except GLib.Error:
        return None


def id_of(node: Accessible) -> str:
    """Return the objectName: Qt gives the names of all parents before it, joined by dots."""
    return (node.get_accessible_id() or "").rpartition(".")[2]


def role_of(node: Accessible) -> str:
    """Return the role in words."""
    return node.get_role_name() or ""


def states_of(node: Accessible) -> set[str]:
    """Return the states in words."""
    return {state.value_nick for state in node.get_state_set().get_states()}


def is_shown(node: Accessible) -> bool:
    """Tell whether a node is on the screen."""
    return "showing" in states_of(node)


def text_of(node: Accessible) -> str:
    """Return the content of a text field, empty for anything else."""
    return Atspi.Text.get_text(node, 0, -1) if "Text" in node.get_interfaces() else ""


def unusual(node: Accessible) -> set[str]:
    """Return the states worth a word in a dump."""
    states = states_of(node)
    return states - ORDINARY | ({"disabled"} if "enabled" not in states else set())


def has_words(node: Accessible) -> bool:
    """Tell whether a screen reader can tell this node from another one of its role."""
    if role_of(node) != "combo box":
        return bool(node.get_name())
    labels = (
        relation.get_target(0).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
    )
    return bool(node.get_description()) or any(labels)


def rows_of(node: Accessible) -> list[list[Accessible]]:
    """Return the cells of each row of a list, a table, or the list inside a combo box."""
    if "Table" not in node.get_interfaces():
        node = next((n for n in matching(node) if "Table" in n.get_interfaces()), None)
        if node is None:
            return []
    rows: dict[int, list[Accessible]] = {}
    for index, cell in enumerate(matching(node, roles=ROW_ROLES)):
        item = role_of(cell) == "list item"
        row = index if item else Atspi.TableCell.get_position(cell)[1]
        rows.setdefault(row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def row_text(cells: list[Accessible]) -> str:
    """Return the text of a row."""
    return " | ".join(cell.get_name() or "" for cell in cells)


def describe(node: Accessible) -> dict[str, object]:
    """Return a node as the other side knows it."""
    return {
        "id": id_of(node),
        "role": role_of(node),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "text": text_of(node),
        "states": sorted(states_of(node)),
    }
