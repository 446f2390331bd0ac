"""What a person does: press, type, select, choose. Each waits until it can be done."""

import re
from functools import partial
from typing import Any

from tests.e2e.harness.assistant import hands
from tests.e2e.harness.assistant.tree import (
    Accessible,
    Atspi,
    Failure,
    Tree,
    describe,
    role_of,
    row_text,
    rows_of,
    states_of,
    text_of,
)
from tests.e2e.harness.condition import Condition

PRESSING = ("Press", "Toggle")
OPENING = ("ShowMenu", "Press")
LONGEST_MENU = 60
"""Entries that a menu may have before its search is given up."""


class Deeds:
    """Acts on one program's tree. `patience` is in seconds."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def wait(self, condition: Condition, patience: float) -> dict[str, object] | None:
        """Wait for a condition; return the widget as it was then, None if it is gone."""

        def attempt() -> tuple[dict[str, object] | None] | None:
            node = self._tree.shown(condition.id)
            if not condition.present:
                return (None,) if node is None else None
            return (describe(node),) if node is not None and meets(node, condition) else None

        return self._tree.until(attempt, patience, str(condition))[0]

    def press(self, id_: str, patience: float) -> None:
        """Press a button by its accessible action."""
        act(self._usable(id_, patience), PRESSING)

    def click(self, id_: str, patience: float) -> None:
        """Click on the middle of a widget."""
        self._usable(id_, patience)
        hands.click_at(*self._still_middle(id_, patience))

    def focus(self, id_: str, patience: float) -> None:
        """Give a widget the keyboard, in an active window."""
        self._wait_for_window(patience)
        act(self._usable(id_, patience), ("SetFocus",))
        self.wait(Condition(id_, states=("focused",)), patience)

    def type(self, id_: str, text: str, patience: float) -> None:
        """Replace the content of a field, by keys."""
        self.focus(id_, patience)
        node = self._usable(id_, patience)
        hands.press_keys("ctrl+a", "Delete")
        self._tree.until(lambda: text_of(node) == "" or None, patience, f"{id_} to be empty")
        hands.type_characters(text)
        secret = role_of(node) == "password text"

        def typed() -> bool | None:
            content = text_of(node)
            return (len(content) == len(text) if secret else content == text) or None

        self._tree.until(typed, patience, f"{id_} to contain what was typed")

    def set_text(self, id_: str, text: str, patience: float) -> None:
        """Replace the content of a field at once."""
        node = self._usable(id_, patience)
        if "EditableText" not in node.get_interfaces():
            raise Failure(f"{id_} is no field to write in.")
        Atspi.EditableText.set_text_contents(node, text)

    def keys(self, keys: list[str], patience: float) -> None:
        """Press keys in the program's active window."""
        self._wait_for_window(patience)
        hands.press_keys(*keys)

    def move(self, key: str, patience: float) -> dict[str, object]:
        """Press a key that takes the keyboard elsewhere; return the widget that has it then."""
        before = self._tree.focused()
        self.keys([key], patience)

        def moved() -> dict[str, object] | None:
            now = self._tree.focused()
            return None if now is None or now == before else describe(now)

        return self._tree.until(moved, patience, f"{key} to move the keyboard")

    def items(self, id_: str) -> list[str]:
        """Return the text of each row."""
        node = self._tree.find(id_)
        if node is None:
            raise Failure(f"There is no {id_}.")
        return [row_text(cells) for cells in rows_of(node)]

    def select(self, id_: str, item: str, patience: float) -> None:
        """Click on a row."""
        self._click_row(id_, item, patience)

        def selected() -> bool | None:
            row = self._row(id_, item)
            return (row is not None and "selected" in states_of(row)) or None

        self._tree.until(selected, patience, f"{item!r} in {id_} to be selected")

    def choose(self, id_: str, item: str, patience: float) -> None:
        """Choose an entry of a combo box or a menu."""
        node = self._usable(id_, patience)
        if role_of(node) == "combo box":
            if node.get_name() == item:
                return
            act(node, OPENING)
            self.wait(Condition(id_, states=("expanded",)), patience)
            self._click_row(id_, item, patience)
            chosen = f"^{re.escape(item)}$"
            self.wait(Condition(id_, name=chosen, without=("expanded",)), patience)
        else:
            self._choose_in_menu(node, item, patience)

    def _choose_in_menu(self, button: Accessible, item: str, patience: float) -> None:
        """Go down an open menu by the keyboard to an entry; Qt shows open menus only as events."""
        self._wait_for_window(patience)
        opened = self._tree.opened_menus
        act(button, OPENING)
        self._tree.until(
            lambda: self._tree.opened_menus > opened or None, patience, "the menu to open"
        )
        self._tree.last_focused = ""
        seen: list[str] = []
        for _ in range(LONGEST_MENU):
            before = self._tree.last_focused
            hands.press_keys("Down")
            entry = self._tree.until(
                partial(self._moved, before), patience, f"an entry after {before!r}"
            )
            if entry == item:
                hands.press_keys("Return")
                return
            if entry in seen:
                break
            seen.append(entry)
        hands.press_keys("Escape")
        raise Failure(f"The menu has no {item!r}, only {seen}.")

    def _moved(self, before: str) -> str | None:
        now = self._tree.last_focused
        return now if now and now != before else None

    def _usable(self, id_: str, patience: float) -> Accessible:
        """Return a widget once it is shown and enabled."""

        def attempt() -> Accessible | None:
            node = self._tree.shown(id_)
            return node if node is not None and "enabled" in states_of(node) else None

        return self._tree.until(attempt, patience, f"{id_} to be shown and enabled")

    def _wait_for_window(self, patience: float) -> None:
        """Wait until one of the program's windows gets the keys."""

        def attempt() -> bool | None:
            return any("active" in states_of(window) for window in self._tree.windows()) or None

        self._tree.until(attempt, patience, "the program's window to be active")

    def _row(self, id_: str, item: str) -> Accessible | None:
        """Return the first cell of the row with this text, or of the only one that contains it."""
        node = self._tree.find(id_)
        rows = [] if node is None else rows_of(node)
        texts = [row_text(cells) for cells in rows]
        exact = [cells for cells, text in zip(rows, texts, strict=True) if text == item]
        near = [cells for cells, text in zip(rows, texts, strict=True) if item in text]
        if len(exact or near) > 1:
            raise Failure(f"{id_} has several rows with {item!r}: {texts}.")
        return (exact or near)[0][0] if exact or near else None

    def _click_row(self, id_: str, item: str, patience: float) -> None:
        """Click on a row, turning the wheel until it is in view."""
        self._usable(id_, patience)
        self._tree.until(lambda: self._row(id_, item), patience, f"{item!r} in {id_}")
        was: tuple[int, int] | None = None

        def in_view() -> tuple[int, int] | None:
            nonlocal was
            row = self._row(id_, item)
            if row is None:
                return None
            x, y, top, bottom = row_place(row)
            if not top <= y < bottom:
                hands.turn_wheel_at(x, (top + bottom) // 2, notches(row, y, top, bottom))
                was = None
                return None
            still = was == (x, y)
            was = (x, y)
            return was if still else None

        hands.click_at(*self._tree.until(in_view, patience, f"{item!r} in {id_} to be in view"))

    def _still_middle(self, id_: str, patience: float) -> tuple[int, int]:
        """Return the middle of a widget once it has stopped moving."""
        was: tuple[int, int] | None = None

        def attempt() -> tuple[int, int] | None:
            nonlocal was
            node = self._tree.find(id_)
            if node is None:
                return None
            box = extents(node)
            now = (box.x + box.width // 2, box.y + box.height // 2)
            still = now == was
            was = now
            return now if still else None

        return self._tree.until(attempt, patience, f"{id_} to stay where it is")


def act(node: Accessible, names: tuple[str, ...]) -> None:
    """Do the first of these actions that a node has. Raises Failure when it has none."""
    offered = [
        Atspi.Action.get_action_name(node, index)
        for index in range(Atspi.Action.get_n_actions(node))
    ]
    for name in names:
        if name in offered:
            Atspi.Action.do_action(node, offered.index(name))
            return
    raise Failure(f"{describe(node)['id']} offers {offered}, none of {list(names)}.")


def meets(node: Accessible, condition: Condition) -> bool:
    """Tell whether a shown widget is as a condition says."""
    states = states_of(node)
    return (
        states.issuperset(condition.states)
        and states.isdisjoint(condition.without)
        and (condition.name is None or matches(condition.name, node.get_name() or ""))
        and (
            condition.description is None
            or matches(condition.description, node.get_description() or "")
        )
        and (condition.text is None or text_of(node) == condition.text)
        and (condition.item is None or has_row(node, condition.item))
    )


def has_row(node: Accessible, pattern: str) -> bool:
    """Tell whether a list has a row whose text matches."""
    return any(matches(pattern, row_text(cells)) for cells in rows_of(node))


def matches(pattern: str, text: str) -> bool:
    """Tell whether a regular expression is found in a text, in any case."""
    return re.search(pattern, text, re.IGNORECASE) is not None


def extents(node: Accessible) -> Any:
    """Return x, y, width and height on the display, in pixels."""
    return Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)


def notches(row: Accessible, y: int, top: int, bottom: int) -> int:
    """Return how far to turn the wheel towards a row out of view: down is positive.

    A notch moves three rows by default; one that moves more is made good by the next look.
    """
    away = y - bottom if y >= bottom else y - top
    height: int = extents(row).height
    turns = abs(away) // (3 * max(1, height)) + 1
    return turns if away >= 0 else -turns


def row_place(row: Accessible) -> tuple[int, int, int, int]:
    """Return the middle of a row, and where the part of its list that shows begins and ends."""
    box, around = extents(row), extents(row.get_parent())
    width = min(box.x + box.width, around.x + around.width) - box.x
    return box.x + width // 2, box.y + box.height // 2, around.y, around.y + around.height
