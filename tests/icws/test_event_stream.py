"""Event streams, cut wherever the network likes."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.icws.event_stream import EventTooLong, events


def told(*parts: bytes) -> list[str]:
    return [data for data in events(parts) if data is not None]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_events_are_found_between_blank_lines(end: str) -> None:
    text = f":ping{end}{end}data: one{end}{end}id: 7{end}data:two{end}data:  three{end}{end}"
    assert told(text.encode()) == ["one", "two\n three"]


def test_pings_are_signs_of_life() -> None:
    assert list(events([b":ping\n", b":ping\n\n", b"data: x\n\n", b": "])) == [
        None, None, "x", None,
    ]  # fmt: skip


def test_an_event_that_breaks_off_is_dropped() -> None:
    assert told(b"data: whole\n\ndata: half\n") == ["whole"]


def test_other_events_are_passed_over() -> None:
    assert told(b"event: other\ndata: x\n\nevent: message\ndata: y\n\nretry: 5\n\n") == ["y"]


def test_an_event_without_data_is_a_sign_of_life() -> None:
    assert list(events([b"data:\n\n", b"data\n\n"])) == [None, None]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert told(b"\xef\xbb", b"\xbfdata: x\n\n") == ["x"]


def test_what_is_not_utf8_is_replaced() -> None:
    assert told(b"data: a\xffb\n\n", b"data: c\n\n") == ["a\ufffdb", "c"]


def test_an_event_that_fills_its_part_is_told_as_any_other() -> None:
    parts = [b":ping\n\n", b'data: {"a": 1}\n\n', b"event: other\n", b'data: {"b": 2}\n\n']
    parts += [b'data: {"c":\n\n', b'data: {\r"d"}\n\n', b'data: {"e\xff"}\n\n', b"data: {x\ny"]
    assert told(*parts) == ['{"a": 1}', '{"c":', "{", '{"e\ufffd"}']


def test_an_endless_event_is_not_gathered() -> None:
    with pytest.raises(EventTooLong):
        list(events([b"data: "] + [b"x" * 100] * 11, largest=1000))


def test_an_event_of_many_short_lines_takes_no_longer_than_one_of_a_long_one() -> None:
    began = time.process_time()
    assert told(b"data:\n" * 200_000 + b"data: x\n\n") == ["\n" * 200_000 + "x"]
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_whether_an_event_is_too_long_does_not_depend_on_the_cuts(size: int) -> None:
    stream = b"data: one\n\ndata: " + b"x" * 1000 + b"\n\ndata: two\n\n"
    found = filter(None, events([stream[at : at + size] for at in range(0, 5000, size)], 100))
    assert next(found) == "one"
    with pytest.raises(EventTooLong):
        next(found)


def test_the_end_of_a_line_may_be_cut() -> None:
    assert told(b"data: a\r", b"\ndata: b\r", b"\n\r", b"\ndata: c\r", b"\r") == ["a\nb", "c"]


_line = st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=12)


@given(
    st.lists(st.lists(_line, min_size=1, max_size=3), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.integers(0, 200), max_size=12),
)
def test_it_does_not_matter_where_the_stream_is_cut(
    written: list[list[str]], end: str, cuts: list[int]
) -> None:
    stream = "".join(
        "".join(f"data: {line}{end}" for line in lines) + ":ping" + end + end for lines in written
    ).encode()
    edges = sorted({0, len(stream), *(min(cut, len(stream)) for cut in cuts)})
    parts = [stream[start:stop] for start, stop in pairwise(edges)]
    expected = ["\n".join(lines) for lines in written]
    assert told(*parts) == [data for data in expected if data.strip()]
