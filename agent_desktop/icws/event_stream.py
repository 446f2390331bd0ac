"""Taking an event stream apart as it comes (reference section 3, "Event stream").

The format is the HTML standard's (section 9.2.6). A library for it was tried: it gathers an event
line by line without a limit, which one long event of short lines makes take minutes.
"""

from collections.abc import Iterable, Iterator

# The longest event that is read, in bytes.
LARGEST_EVENT = 16 * 1024 * 1024

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class EventTooLong(ValueError):
    """An event is longer than `LARGEST_EVENT`."""


def events(parts: Iterable[bytes], largest: int = LARGEST_EVENT) -> Iterator[str | None]:
    """Yield the data of each event, and None for each part that ended none: a sign of life.

    As the standard says, an event that the end of the stream cuts off is dropped, and what
    isn't UTF-8 is replaced. Raises EventTooLong.
    """
    lines = _Lines()
    data, kind = bytearray(), b""
    for part in parts:
        told = False
        for line in lines.ended_by(part):
            if len(data) + len(line) > largest:
                raise EventTooLong
            name, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if name == b"data":
                data += value + b"\n"
            elif name == b"event":
                kind = value
            elif not line:
                text = data[:-1].decode("utf-8", "replace")
                if text.strip() and kind in (b"", b"message"):
                    told = True
                    yield text
                data, kind = bytearray(), b""
        if len(data) + len(lines.begun) > largest:
            raise EventTooLong
        if not told:
            yield None


class _Lines:
    """Lines out of parts; `begun` is the one that hasn't ended yet."""

    def __init__(self) -> None:
        self.begun = bytearray(b"")
        self._returned = False  # the part before ended with \r, which a \n may follow
        self._first = True

    def ended_by(self, part: bytes) -> Iterator[bytes]:
        """Yield each line that ends in this part, without its end."""
        if not part:
            return
        after = part.removeprefix(b"\n") if self._returned else part
        self._returned = part.endswith(b"\r")
        # Five times as fast as a pattern for the three ends of a line.
        rest, *more = after.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self.begun += rest
        for begun in more:
            line, self.begun = bytes(self.begun), bytearray(begun)
            yield line.removeprefix(_BYTE_ORDER_MARK) if self._first else line
            self._first = False
