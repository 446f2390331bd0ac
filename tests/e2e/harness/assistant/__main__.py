"""Answers requests about one program: `python -m tests.e2e.harness.assistant PID`.

A request is `{"do": ..., "patience": seconds, ...}`; the answer is `{"result": ...}`, or
`{"error": sentence, "tree": dump}` when it can't be done.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from tests.e2e.harness.assistant.deeds import Deeds
from tests.e2e.harness.assistant.tree import Failure, GLib, Tree, describe, hear_all
from tests.e2e.harness.condition import Condition

Request = dict[str, Any]
STARTING = 30.0
"""Seconds that a program may take to start on a busy machine: how long is no test's subject."""


def answers(tree: Tree) -> dict[str, Callable[[Request], object]]:
    """Return what fulfils each kind of request."""
    deeds = Deeds(tree)

    def optional(node: Any) -> object:
        return None if node is None else describe(node)

    return {
        "find": lambda r: optional(tree.find(r["id"], within=r["within"])),
        "items": lambda r: deeds.items(r["id"]),
        "wait": lambda r: deeds.wait(Condition(**r["condition"]), r["patience"]),
        "press": lambda r: deeds.press(r["id"], r["patience"]),
        "click": lambda r: deeds.click(r["id"], r["patience"]),
        "focus": lambda r: deeds.focus(r["id"], r["patience"]),
        "type": lambda r: deeds.type(r["id"], r["text"], r["patience"]),
        "set_text": lambda r: deeds.set_text(r["id"], r["text"], r["patience"]),
        "key": lambda r: deeds.keys(r["keys"], r["patience"]),
        "move": lambda r: deeds.move(r["key"], r["patience"]),
        "select": lambda r: deeds.select(r["id"], r["item"], r["patience"]),
        "choose": lambda r: deeds.choose(r["id"], r["item"], r["patience"]),
        "focused": lambda _: optional(tree.focused()),
        "announcements": lambda _: tree.announced,
        "unnamed": lambda _: [describe(node) for node in tree.unnamed()],
        "tree": lambda _: tree.dump(),
    }


def main() -> None:
    """Answer until the other side closes its end."""
    tree = Tree(int(sys.argv[1]))
    known = answers(tree)
    seen = False
    for line in sys.stdin:
        request = json.loads(line)
        hear_all()
        try:
            if not seen:
                tree.until(tree.application, STARTING, f"process {tree.pid} to appear")
                seen = True
            answer: dict[str, object] = {"result": known[request["do"]](request)}
        except Failure as failure:
            answer = {"error": str(failure), "tree": tree.dump()}
        except GLib.Error as error:
            answer = {"error": f"The accessibility bus said: {error.message}", "tree": tree.dump()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
