"""The bar: every part has a place within it, in order, and time shares the room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.history.bar import (
    GAP,
    LEAST,
    BarPainter,
    Look,
    Part,
    arrange,
    look_of,
    parts_of_call,
)
from agent_desktop.ui.history.colours import scale_for
from agent_desktop.ui.theme.tokens import LIGHT
from tests.ui.history.calls import SOLD, TROUBLED

MARK = 27

parts_given = st.lists(
    st.builds(
        Part,
        number=st.integers(0, 12),
        look=st.sampled_from((Look.SPENT, Look.REFUSED, Look.UNSURE, Look.UNSENT)),
        seconds=st.floats(0, 10_000),
    ),
    max_size=40,
)


@given(parts_given, st.integers(MARK, 900))
def test_every_piece_lies_within_the_bar_in_order_and_apart(parts: list[Part], width: int) -> None:
    pieces = arrange(parts, width, MARK)
    assert all(piece.left >= 0 and piece.width >= LEAST for piece in pieces)
    assert all(piece.left + piece.width <= width + 0.01 for piece in pieces)
    assert all(b.left >= a.left + a.width + GAP - 0.01 for a, b in pairwise(pieces))
    shown = [piece.part for piece in pieces]
    if shown != parts:
        assert shown[-1].look is Look.MORE
        assert shown[:-1] == parts[: len(shown) - 1]


@given(parts_given, st.integers(MARK, 900))
def test_a_longer_stage_is_never_narrower_and_the_room_is_used_up(
    parts: list[Part], width: int
) -> None:
    pieces = arrange(parts, width, MARK)
    spent = sorted((p.part.seconds, p.width) for p in pieces if p.part.look is Look.SPENT)
    assert all(b[1] >= a[1] - 0.01 for a, b in pairwise(spent))
    if spent:
        assert pieces[-1].left + pieces[-1].width == pytest.approx(width)


def test_time_shares_the_room() -> None:
    one, other = arrange([Part(1, Look.SPENT, 30), Part(2, Look.SPENT, 90)], 100, MARK)
    room = 100 - GAP - 2 * LEAST
    assert one.width == LEAST + room / 4
    assert other.width == LEAST + room * 3 / 4


def test_each_way_a_request_can_end_has_its_shape() -> None:
    assert {verdict: look_of(verdict) for verdict in Verdict} == {
        Verdict.CONFIRMED: Look.SPENT,
        Verdict.REFUSED: Look.REFUSED,
        Verdict.NOT_CONFIRMED: Look.UNSURE,
        Verdict.NOT_SENT: Look.UNSENT,
        Verdict.SESSION_GONE: Look.UNSENT,
        Verdict.CALL_ENDED: Look.UNSENT,
    }
    assert look_of(None) is Look.UNSURE


def drawn(parts: tuple[Part, ...], direction: Qt.LayoutDirection) -> QImage:
    picture = QImage(300, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor(LIGHT.panel))
    painter = QPainter(picture)
    BarPainter(painter, painter.font(), direction).paint(QRect(0, 0, 300, 20), parts)
    painter.end()
    return picture


def test_the_parts_are_drawn_in_their_places_and_mirrored_right_to_left(qtbot: QtBot) -> None:
    parts = parts_of_call(SOLD.spells)
    scale = scale_for(LIGHT)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        picture = drawn(parts, direction)
        for piece in arrange(parts, 300, MARK):
            x = round(piece.left + 2)
            if direction is Qt.LayoutDirection.RightToLeft:
                x = 299 - x
            assert picture.pixelColor(x, 10).name() == scale.fill(piece.part.number)


def test_what_was_not_confirmed_is_no_filled_part(qtbot: QtBot) -> None:
    parts = parts_of_call(TROUBLED.spells)
    picture = drawn(parts, Qt.LayoutDirection.LeftToRight)
    (refused,) = [p for p in arrange(parts, 300, MARK) if p.part.look is Look.REFUSED]
    inside = picture.pixelColor(round(refused.left + 3), 4).name()
    assert inside == LIGHT.danger_tint
