"""Taking an event stream apart as it comes (reference section 3, "Event stream").

sseclient reads events but keeps silent about comments, and the server's pings are comments; it
also gathers an event without a limit. So the stream is cut into blocks here, and each whole
block is handed to it.
"""

import re
from collections.abc import Iterable, Iterator

from sseclient import SSEClient

# The longest event that is read, in bytes.
LARGEST_EVENT = 16 * 1024 * 1024

# Two line ends one after the other, and \r\n is one; written so that re skips to the first.
_BLANK_LINE = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class EventTooLong(ValueError):
    """An event is longer than `LARGEST_EVENT`."""


def events(parts: Iterable[bytes], largest: int = LARGEST_EVENT) -> Iterator[str | None]:
    """Yield the data of each event, and None for each part that ended none: a sign of life.

    As the standard says, an event that the end of the stream cuts off is dropped, and what
    isn't UTF-8 is replaced. Raises EventTooLong.
    """
    waiting = bytearray()
    first = True
    for part in parts:
        seen = max(0, len(waiting) - 3)
        waiting += part
        if first and len(waiting) >= len(_BYTE_ORDER_MARK):
            waiting = waiting.removeprefix(_BYTE_ORDER_MARK)
            first = False
        told = False
        while blank := _BLANK_LINE.search(waiting, seen):
            block = bytes(waiting[: blank.end()])
            del waiting[: blank.end()]
            seen = 0
            for data in _data(block):
                told = True
                yield data
        if len(waiting) > largest:
            raise EventTooLong
        if not told:
            yield None


def _data(block: bytes) -> Iterator[str]:
    text = block.decode("utf-8", "replace")
    for event in SSEClient(iter((text.encode("utf-8"),))).events():
        if event.event == "message" and event.data.strip():
            yield event.data
