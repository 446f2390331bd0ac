"""Time in the file: UTC epoch milliseconds; and how long a call was in each stage."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Return UTC epoch milliseconds. Raises TypeError for a time without a zone."""
    return (at - _EPOCH) // _MS


def from_ms(ms: int) -> datetime:
    """Return the time as an aware datetime in UTC."""
    return _EPOCH + ms * _MS


def stage_times(
    connected: int | None, confirmed: Iterable[tuple[int, int]], ended: int | None
) -> dict[int, int]:
    """Return milliseconds in each stage; `confirmed` are (time, number), all times epoch ms.

    A stage lasts from its confirmation to the next one or the call's end; stage 0 also from the
    connection to the first. While the call lives its last stage isn't counted.
    """
    begins = sorted(confirmed, key=lambda begin: begin[0])
    if connected is not None and (not begins or connected < begins[0][0]):
        begins.insert(0, (connected, 0))
    if ended is not None:
        begins = [begin for begin in begins if begin[0] < ended] + [(ended, 0)]
    times: dict[int, int] = {}
    for (begin, number), (end, _) in pairwise(begins):
        times[number] = times.get(number, 0) + end - begin
    return times
