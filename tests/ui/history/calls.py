"""Calls of the past, ready-made for tests and pictures of the history page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agent_desktop.desk.history import (
    PAGE,
    CampaignTime,
    HistoryLine,
    HistoryPanel,
    StageSpell,
    StageTime,
)
from agent_desktop.desk.stage_lists import CALL_CONNECTED
from agent_desktop.desk.stages import Verdict

BEGAN = datetime(2026, 11, 24, 14, 40, 12, tzinfo=UTC)


def spell(
    number: int,
    name: str,
    after: float,
    seconds: float = 0.0,
    verdict: Verdict | None = Verdict.CONFIRMED,
    **fields: object,
) -> StageSpell:
    """A stage asked for so many seconds after the call began, answered a second later."""
    asked = BEGAN + timedelta(seconds=after)
    settled = None if verdict is None else asked + timedelta(seconds=1)
    plain = StageSpell(number, name, asked, verdict, seconds, settled)
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of StageSpell


CONNECTED = StageSpell(0, CALL_CONNECTED, BEGAN, Verdict.CONFIRMED, 10.0)
SOLD = HistoryLine(
    id=7,
    interaction_id="2001",
    campaign="Spring renewal",
    began=BEGAN,
    talk_seconds=192.0,
    outcome="Sale",
    outcome_verdict=Verdict.CONFIRMED,
    spells=(
        CONNECTED,
        spell(1, "Identify", 10, 42.0),
        spell(2, "Offer", 52, 105.0),
        spell(9, "Wrap-up", 157, 35.0),
    ),
    note="Wants the paper contract.\nBest before noon.",
)
TROUBLED = HistoryLine(
    id=6,
    interaction_id="2000",
    campaign="Winback",
    began=BEGAN - timedelta(minutes=9),
    talk_seconds=74.0,
    outcome="Reschedule",
    outcome_verdict=Verdict.NOT_CONFIRMED,
    callback=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    spells=(
        CONNECTED,
        spell(
            2,
            "Offer",
            12,
            verdict=Verdict.REFUSED,
            message="The stage is unknown to this campaign.",
            reference="7f3a-19",
        ),
        spell(1, "Identify", 20, 54.0),
        spell(3, "Close", 60, verdict=Verdict.NOT_CONFIRMED, message="", reference="7f3a-22"),
        spell(9, "Wrap-up", 70, verdict=Verdict.NOT_SENT),
    ),
)
UNANSWERED = HistoryLine(
    id=5,
    interaction_id="1999",
    campaign="Spring renewal",
    began=BEGAN - timedelta(minutes=14),
    talk_seconds=0.0,
)
CAMPAIGN_TIMES = (
    CampaignTime(
        "c1",
        "Spring renewal",
        24,
        (
            StageTime(0, CALL_CONNECTED, 260.0),
            StageTime(1, "Identify", 1010.0),
            StageTime(2, "Offer", 2521.0),
            StageTime(9, "Wrap-up", 840.0),
        ),
    ),
    CampaignTime(
        "c2",
        "Winback",
        11,
        (
            StageTime(0, CALL_CONNECTED, 90.0),
            StageTime(1, "Identify", 640.0),
            StageTime(3, "Close", 410.0),
        ),
    ),
)


def panel(*lines: HistoryLine, **fields: object) -> HistoryPanel:
    """The page open on these calls, all there."""
    plain = HistoryPanel(
        open=True,
        ids=tuple(line.id for line in lines),
        pages=pages_of(lines),
        campaigns=CAMPAIGN_TIMES if lines else (),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of HistoryPanel


def pages_of(lines: Sequence[HistoryLine]) -> dict[int, tuple[HistoryLine, ...]]:
    """These lines by pages."""
    return {
        first // PAGE: tuple(lines[first : first + PAGE]) for first in range(0, len(lines), PAGE)
    }


def many(count: int) -> tuple[HistoryLine, ...]:
    """Calls over many days, of all kinds, the newest first."""
    kinds = (SOLD, TROUBLED, UNANSWERED)
    return tuple(
        replace(kinds[n % 3], id=count - n, began=BEGAN - timedelta(minutes=7 * n))
        for n in range(count)
    )
