"""A server of the benchmarks' own, a process of its own, that says at once what it is told to.

The simulator plays a site in its own time; what is asked of this one goes out as fast as a socket
takes it. Run as a program it prints its address and follows the orders that come in, a line each,
until there are no more.
"""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Self

from tests.services.ic_server import (
    PASSWORD,
    SALE,
    SPRING,
    IcServer,
    campaign,
    campaigns,
    pop,
    queue_of,
    status,
)

BURST = 20_000
CALL = "9001"
GROUPS = ("Outbound", "Service", "Retention", "Field sales")
__all__ = ["BURST", "PASSWORD", "SPRING", "ScriptedServer", "first_name"]


class ScriptedServer:
    """The server as who steers it sees it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.scripted_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._line()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def say(self, order: str) -> None:
        """Have the server do something: see `_messages`."""
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(order + "\n")
        stdin.flush()

    def _line(self) -> str:
        stdout = self._process.stdout
        assert stdout is not None
        line = stdout.readline().strip()
        assert line.startswith("http"), f"the server didn't start: {line!r}"
        return line


def first_name(generation: int) -> str:
    """What the first campaign of a list is called: it tells which list is there."""
    return f"Spring {generation}"


def _messages(order: str) -> Iterator[dict[str, Any]]:
    """Yield what an order has the server say.

    `site` is a campaign with a call; `call ID`, `end ID` and `forget ID` are the life of another;
    `campaigns COUNT GENERATION` is a list of so many, `rename GENERATION` a new name for its first
    one; `burst STATUS` is 20,000 messages, the last of which tells that status.
    """
    what, _, rest = order.partition(" ")
    match what:
        case "site":
            yield campaigns(campaign(isLoggedIn=True))
            yield pop(CALL)
            yield queue_of((CALL, "C"))
        case "call":
            yield pop(rest, dispositions=[SALE])
            yield queue_of((rest, "C"))
        case "end":
            yield queue_of((rest, "E"))
        case "forget":
            yield queue_of(interactionsRemoved=[rest])
        case "campaigns":
            count, generation = map(int, rest.split())
            yield campaigns(*_listed(count, generation))
        case "rename":
            name = first_name(int(rest))
            yield campaigns(isDelta=True, campaignsChanged=[{"id": SPRING, "name": name}])
        case "burst":
            yield from _burst(rest)
        case _:
            raise ValueError(order)


def _listed(count: int, generation: int) -> Iterator[dict[str, Any]]:
    """Yield campaigns; but for the first, each list has others."""
    yield campaign(SPRING, first_name(generation), isLoggedIn=True)
    for number in range(1, count):
        yield campaign(
            f"{generation}-{number}",
            f"Campaign {number:04}",
            workgroup=GROUPS[number % len(GROUPS)],
            campaignType=(1, 2, 3)[number % 3],
        )


def _burst(last: str) -> Iterator[dict[str, Any]]:
    """Yield what a floor tells in a bad minute: others' statuses, names, the states of a call."""
    for number in range(BURST - 1):
        match number % 5:
            case 0:
                name = f"Spring {number}"
                yield campaigns(isDelta=True, campaignsChanged=[{"id": SPRING, "name": name}])
            case 1:
                yield queue_of((CALL, "CH"[number // 5 % 2]))
            case _:
                yield status("Available", user=f"other{number}")
    yield status(last)


def main() -> None:
    """Serve, and follow orders until their end."""
    with IcServer() as server:
        print(server.url, flush=True)
        for line in sys.stdin:
            server.say(*_messages(line.strip()))


if __name__ == "__main__":
    main()
