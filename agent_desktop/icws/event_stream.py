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
    lines, event, between = _Lines(), _Event(largest), False
    for part in parts:
        if between and (text := _plain(part, largest)):
            yield text
            continue
        told = False
        for line in lines.ended_by(part):
            text = event.take(line)
            if text:
                told = True
                yield text
        event.check(len(lines.begun))
        between = lines.between and event.between
        if not told:
            yield None


def _plain(part: bytes, largest: int) -> str:
    """Return the data of a part that is one event of one line, as nearly all are, else nothing.

    It is told apart in a third of the time.
    """
    if (
        part.startswith(b"data: {")
        and part.endswith(b"\n\n")
        and part.find(b"\n") == len(part) - 2 <= largest
        and part.find(b"\r") < 0
    ):
        return part[6:-2].decode(errors="replace")
    return ""


class _Event:
    """An event that is gathered line by line."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._data, self._kind = bytearray(), b""

    @property
    def between(self) -> bool:
        """Whether nothing of it has come."""
        return not self._data and not self._kind

    def take(self, line: bytes) -> str:
        """Take a line; return the data if it ends an event with any, else nothing."""
        self.check(len(line))
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data += value + b"\n"
        elif name == b"event":
            self._kind = value
        elif not line:
            text = self._data[:-1].decode("utf-8", "replace")
            wanted = text.strip() and self._kind in (b"", b"message")
            self._data, self._kind = bytearray(), b""
            return text if wanted else ""
        return ""

    def check(self, more: int) -> None:
        """Raise EventTooLong where so many more bytes are too many."""
        if len(self._data) + more > self._largest:
            raise EventTooLong


class _Lines:
    """Lines out of parts; `begun` is the one that hasn't ended yet."""

    def __init__(self) -> None:
        self.begun = bytearray(b"")
        self._returned = False  # the part before ended with \r, which a \n may follow
        self._first = True

    @property
    def between(self) -> bool:
        """Whether nothing has begun; the very first line is another matter."""
        return not (self.begun or self._returned or self._first)

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
