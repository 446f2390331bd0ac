"""How an answer goes out on the wire: whole, or as a network at fault would deliver it."""

import time
from collections.abc import Callable, Iterator
from typing import Final, Protocol

DELIVERY: Final = "simulator.delivery"
"""The key in the WSGI environment under which an answer's delivery stands, if it isn't `whole`."""


class Line(Protocol):
    """A connection with one answer to send."""

    def send(self, data: bytes) -> None:
        """Send all of `data`. Raises OSError when the other side is gone."""

    def reset(self) -> None:
        """End the connection with a TCP reset."""

    def stop_sending(self) -> None:
        """Tell the other side that nothing more comes, but keep the connection."""

    def wait_for_end(self) -> None:
        """Wait until the other side ends the connection."""

    def end_after_this(self) -> None:
        """Close the connection once the answer is out."""


Delivery = Callable[[Line, Iterator[bytes]], None]
"""Sends the bytes of an answer, head included, as they are made."""


def whole(line: Line, answer: Iterator[bytes]) -> None:
    """Send everything as soon as it is there."""
    for piece in answer:
        line.send(piece)


def dripping(size: int, interval: float) -> Delivery:
    """Send `size` bytes every `interval` seconds."""

    def deliver(line: Line, answer: Iterator[bytes]) -> None:
        for piece in answer:
            for start in range(0, len(piece), size):
                line.send(piece[start : start + size])
                time.sleep(interval)

    return deliver


def reset(line: Line, answer: Iterator[bytes]) -> None:  # noqa: ARG001 - never gets out
    """Reset the connection instead."""
    line.reset()


def never(line: Line, answer: Iterator[bytes]) -> None:  # noqa: ARG001 - never gets out
    """Send nothing for as long as the other side waits."""
    line.wait_for_end()
    line.end_after_this()


def half(line: Line, answer: Iterator[bytes]) -> None:
    """Send half of the answer's first piece, then nothing more on an open connection."""
    piece = next(answer)
    line.send(piece[: len(piece) // 2])
    line.stop_sending()
    line.wait_for_end()
    line.end_after_this()


def then_end(line: Line, answer: Iterator[bytes]) -> None:
    """Send everything and close the connection."""
    line.end_after_this()
    whole(line, answer)
