"""The history page's use case on a real ledger: newest search wins, few pages held, own calls."""

import asyncio
import stat
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from agent_desktop.desk.history import (
    ExportTexts,
    HistoryFault,
    HistoryPanel,
    HistoryQuery,
    HistorySpan,
)
from agent_desktop.desk.logon import Phase, StationKind
from agent_desktop.desk.moment import Moment
from agent_desktop.desk.outcomes import OutcomeView
from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.stage_lists import CALL_CONNECTED
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import Agent
from agent_desktop.ledger import (
    CallKey,
    CallLine,
    CampaignTimes,
    FileLocked,
    HistoryFilter,
    LedgerError,
    Outcome,
    OutcomeLine,
    StageLine,
)
from agent_desktop.ledger import History as Reader
from agent_desktop.platform.settings import Settings
from agent_desktop.services import history as history_module
from agent_desktop.services.background import Background
from agent_desktop.services.clock import Clock
from agent_desktop.services.history import HELD, History, filter_of, line_of, spells_of
from agent_desktop.services.record import Record
from agent_desktop.services.shift import Shift
from agent_desktop.services.store import Store
from agent_desktop.services.tasks import Tasks

WITHIN = 15.0
SERVER = "https://ic1.example:8019"
ADA = Agent("ada", "Ada Moreno", StationKind.WORKSTATION, "7001", SERVER, encrypted=True)
# Noon by the computer's own clock, so that "today" is today wherever the test runs.
NOON = datetime(2026, 11, 24, 12, 0).astimezone()


class NoonClock(Clock):
    def now(self) -> Moment:
        return Moment(NOON.astimezone(UTC), 1000.0)


@dataclass
class Desk:
    """A shift with a ledger, and its history."""

    shift: Shift
    history: History
    faults: list[BaseException] = field(default_factory=list)

    @property
    def panel(self) -> HistoryPanel:
        return self.shift.store.state.history

    async def until(self, true: Callable[[HistoryPanel], object]) -> HistoryPanel:
        """Wait until `true(panel)`, looked at with every change; return that panel."""
        reached: asyncio.Future[HistoryPanel] = asyncio.get_running_loop().create_future()

        def look(_state: object = None) -> None:
            if not reached.done() and true(self.panel):
                reached.set_result(self.panel)

        stop = self.shift.store.watch(look)
        look()
        try:
            async with asyncio.timeout(WITHIN):
                return await reached
        finally:
            stop()

    async def settled(self) -> HistoryPanel:
        return await self.until(lambda panel: panel.open and not panel.searching)

    async def open(self, span: HistorySpan = HistorySpan.ALL) -> HistoryPanel:
        self.history.open()
        self.history.search(HistoryQuery(span=span))
        return await self.settled()

    async def call(
        self,
        interaction: str,
        at: datetime = NOON,
        *,
        campaign: tuple[str, str] = ("c1", "Spring renewal"),
        user: str = "ada",
        stage: tuple[int, str] | None = None,
    ) -> CallKey:
        """A call of 100 seconds, in the ledger."""
        ledger = self.shift.record.ledger
        assert ledger is not None
        key = CallKey(SERVER, user, interaction)
        ledger.open_call(key, *campaign, "regular", at)
        ledger.connected(key, at)
        if stage is not None:
            ask = f"{interaction}-{stage[0]}"
            ledger.stage_asked(key, ask, *stage, at + timedelta(seconds=9))
            ledger.stage_settled(ask, "confirmed", at + timedelta(seconds=10))
        await asyncio.wrap_future(ledger.ended(key, "ended here", at + timedelta(seconds=100)))
        return key

    async def calls(self, count: int) -> None:
        for number in range(count):
            await self.call(str(number), NOON - timedelta(minutes=number))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = NoonClock()
    store, background = Store(clock), Background()
    faults: list[BaseException] = []
    tasks, record = Tasks(faults.append), Record(store, clock)
    shift = Shift(Settings(), store, clock, tasks, background, record)
    record.open(tmp_path / "ledger" / "ledger.sqlite3", keep_contact_data=False)
    record.begin(SERVER, "ada")
    store.change(agent=ADA, phase=Phase.LOGGED_ON)
    desk = Desk(shift, History(shift), faults)
    yield desk
    desk.history.close()
    await tasks.close()
    await record.close(background)
    background.close()
    assert faults == []


async def test_opening_shows_today_s_calls_newest_first(desk: Desk) -> None:
    await desk.call("1", NOON - timedelta(hours=2))
    await desk.call("2", NOON - timedelta(hours=1))
    await desk.call("3", NOON - timedelta(days=1))
    desk.history.open()
    assert desk.panel.searching
    panel = await desk.settled()
    assert [line.interaction_id for line in panel.pages[0]] == ["2", "1"]
    assert panel.fault is None


async def test_the_week_begins_six_midnights_ago_and_all_has_no_beginning(desk: Desk) -> None:
    midnight = NOON.replace(hour=0)
    await desk.call("in", midnight - timedelta(days=6))
    await desk.call("out", midnight - timedelta(days=6, seconds=1))
    week = await desk.open(HistorySpan.WEEK)
    assert [line.interaction_id for line in week.pages[0]] == ["in"]
    assert len((await desk.open(HistorySpan.ALL)).ids) == 2


async def test_only_the_agent_s_own_calls_are_shown(desk: Desk) -> None:
    await desk.call("mine")
    await desk.call("theirs", user="ben")
    panel = await desk.open()
    assert [line.interaction_id for line in panel.pages[0]] == ["mine"]
    assert [campaign.calls for campaign in panel.campaigns] == [1]


async def test_a_search_narrows_by_text_campaign_and_problems(desk: Desk) -> None:
    await desk.call("1", stage=(1, "Identify"))
    key = await desk.call("2", campaign=("c2", "Winback"))
    ledger = desk.shift.record.ledger
    assert ledger is not None
    ledger.stage_asked(key, "bad", 2, "Offer", NOON)
    await asyncio.wrap_future(ledger.stage_settled("bad", "refused", NOON))
    await desk.open()
    for query, found in (
        (HistoryQuery(text="identify", span=HistorySpan.ALL), ["1"]),
        (HistoryQuery(span=HistorySpan.ALL, campaign_id="c2"), ["2"]),
        (HistoryQuery(span=HistorySpan.ALL, only_problems=True), ["2"]),
        (HistoryQuery(text="nowhere", span=HistorySpan.ALL), []),
    ):
        desk.history.search(query)
        panel = await desk.settled()
        assert panel.query == query
        assert [line.interaction_id for line in panel.pages.get(0, ())] == found, query


class GatedReader(Reader):
    """A reader whose first search waits; later ones don't."""

    began = threading.Event()
    gate = threading.Event()
    texts: ClassVar[list[str]] = []

    def ids(self, wanted: HistoryFilter) -> tuple[int, ...]:
        self.texts.append(wanted.text)
        if len(self.texts) == 1:
            self.began.set()
            self.gate.wait(WITHIN)
        return super().ids(wanted)


@pytest.fixture
def gated(monkeypatch: pytest.MonkeyPatch) -> type[GatedReader]:
    GatedReader.began.clear()
    GatedReader.gate.clear()
    GatedReader.texts.clear()

    def reader(record: Record) -> Reader | None:
        return GatedReader(record.ledger.file, record.ledger.run) if record.ledger else None

    monkeypatch.setattr(Record, "history", property(reader))
    return GatedReader


async def test_the_newest_search_wins_and_those_between_are_never_asked(
    desk: Desk, gated: type[GatedReader]
) -> None:
    await desk.call("1")
    seen: list[HistoryPanel] = []
    desk.shift.store.watch(lambda state: seen.append(state.history))
    desk.history.open()
    assert await asyncio.to_thread(gated.began.wait, WITHIN)
    for text in ("n", "no", "nowhere"):
        desk.history.search(HistoryQuery(text=text))
    gated.gate.set()
    panel = await desk.settled()
    assert gated.texts == ["", "nowhere"]
    assert panel.ids == ()
    assert all(not each.ids for each in seen), "what the older search brought was shown"


async def test_closing_forgets_what_was_shown_and_a_late_answer_is_no_news(
    desk: Desk, gated: type[GatedReader]
) -> None:
    await desk.call("1")
    desk.history.open()
    assert await asyncio.to_thread(gated.began.wait, WITHIN)
    reading = desk.history._reading
    assert reading is not None
    desk.history.close()
    gated.gate.set()
    await asyncio.wait({reading})
    assert desk.panel == HistoryPanel()
    desk.history.open()
    panel = await desk.settled()
    assert len(panel.ids) == 1


async def test_the_way_to_it_is_the_way_back(desk: Desk) -> None:
    desk.history.toggle()
    assert desk.panel.open
    desk.history.toggle()
    assert desk.panel == HistoryPanel()


async def test_pages_come_when_wanted_and_only_so_many_are_held(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "PAGE", 2)
    await desk.calls(2 * HELD + 6)
    panel = await desk.open()
    assert set(panel.pages) == {0}
    for page in range(1, HELD + 3):
        desk.history.want(page)
        panel = await desk.until(lambda p, page=page: page in p.pages)  # type: ignore[misc]
    assert len(panel.pages) == HELD
    assert set(panel.pages) == set(range(3, HELD + 3))
    lines = [line for page in sorted(panel.pages) for line in panel.pages[page]]
    assert [line.id for line in lines] == list(panel.ids[6 : 2 * HELD + 6])


async def test_the_calls_are_shown_before_their_times_are_summed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.call("1")
    gate, sums = threading.Event(), Reader.campaign_times

    def late(reader: Reader, wanted: HistoryFilter) -> tuple[CampaignTimes, ...]:
        gate.wait(WITHIN)
        return sums(reader, wanted)

    monkeypatch.setattr(Reader, "campaign_times", late)
    desk.history.open()
    panel = await desk.until(lambda p: p.ids)
    assert (panel.searching, panel.campaigns) == (True, ())
    gate.set()
    panel = await desk.settled()
    assert [campaign.calls for campaign in panel.campaigns] == [1]


async def test_a_page_that_is_here_or_beyond_the_end_is_not_fetched(desk: Desk) -> None:
    await desk.call("1")
    await desk.open()
    reading = desk.history._reading
    assert reading is not None
    await asyncio.wait({reading})
    for page in (0, 1, -1, 7):
        desk.history.want(page)
    assert desk.history._reading is reading, "something was asked of the ledger"


async def test_a_call_that_ended_shows_by_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_module, "REFRESH_AFTER", 0.0)
    await desk.open()
    await desk.call("1")
    filed = OutcomeView(verdict=Verdict.CONFIRMED)
    desk.shift.store.change(outcome=OutcomePanel(interaction_id="1", view=filed))
    panel = await desk.until(lambda p: p.ids)
    assert [line.interaction_id for line in panel.pages[0]] == ["1"]


async def test_logging_off_leaves_the_page(desk: Desk) -> None:
    await desk.call("1")
    await desk.open()
    desk.shift.store.change(phase=Phase.LOGGED_OFF)
    assert await desk.until(lambda p: not p.open) == HistoryPanel()


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (FileLocked(), HistoryFault.LOCKED),
        (LedgerError(), HistoryFault.UNREADABLE),
        (TimeoutError(), HistoryFault.SLOW),
    ],
)
async def test_a_ledger_that_cannot_be_read_is_told_and_can_be_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, fault: HistoryFault
) -> None:
    await desk.call("1")

    def fails(*_: object) -> tuple[int, ...]:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(Reader, "ids", fails)
        panel = await desk.open()
        assert (panel.fault, panel.ids) == (fault, ())
    desk.history.search(panel.query)
    panel = await desk.settled()
    assert (panel.fault, len(panel.ids)) == (None, 1)


async def test_without_a_ledger_the_page_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Record, "history", property(lambda _record: None))
    assert (await desk.open()).fault is HistoryFault.NOT_KEPT


async def test_the_calls_found_are_written_to_a_file_nobody_else_may_read(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.call("1", stage=(1, "Identify"))
    await desk.call("2", campaign=("c2", "Winback"))
    await desk.open()
    desk.history.search(HistoryQuery(span=HistorySpan.ALL, campaign_id="c1"))
    await desk.settled()
    file = tmp_path / "calls.csv"
    words = ExportTexts(tuple("abcdefghijklm"), {"confirmed": "bestätigt"})
    desk.history.export(str(file), words)
    assert desk.panel.exporting
    panel = await desk.until(lambda p: not p.exporting)
    assert (panel.exported, panel.fault) == (str(file), None)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    header, *rows = file.read_text("utf-8-sig").splitlines()
    assert header == "a,b,c,d,e,f,g,h,i,j,k,l,m"
    (row,) = rows
    assert "1 Identify: bestätigt" in row
    assert row.startswith(NOON.strftime("%Y-%m-%d %H:%M:%S"))


async def test_a_file_that_cannot_be_written_is_told_and_the_calls_stay(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.call("1")
    await desk.open()
    desk.history.export(str(tmp_path / "nowhere" / "calls.csv"))
    panel = await desk.until(lambda p: not p.exporting)
    assert (panel.exported, panel.fault) == ("", HistoryFault.NOT_SAVED)
    assert len(panel.ids) == 1


# What the ledger has, as the page shows it


def at(seconds: float) -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC) + timedelta(seconds=seconds)


def kept_call(**fields: object) -> CallLine:
    plain = CallLine(
        1, CallKey(SERVER, "ada", "2001"), "c1", "Spring renewal", "regular", at(0), at(5), at(105),
        "ended here", "Sale", "confirmed", False, "a note", "", "",
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of CallLine


def kept_stage(number: int, asked: float, state: str = "confirmed") -> StageLine:
    settled = at(asked + 1) if state not in ("asked", "interrupted") else None
    return StageLine(
        str(asked), number, f"Stage {number}", state, at(asked), settled,  # type: ignore[arg-type]
        message="No.", reference="r1",
    )  # fmt: skip


def test_each_confirmed_stage_lasts_until_the_next_or_the_end() -> None:
    stages = [
        kept_stage(1, 14),
        kept_stage(2, 30, "refused"),
        kept_stage(3, 44),
        kept_stage(8, 108),
        kept_stage(9, 110),
    ]
    spells = spells_of(kept_call(), stages)
    assert [(s.number, s.seconds) for s in spells] == [
        (0, 10.0),
        (1, 30.0),
        (2, 0.0),
        (3, 60.0),
        (8, 0.0),  # confirmed after the end: the call was never in it
        (9, 0.0),
    ]
    assert (spells[0].name, spells[0].settled) == (CALL_CONNECTED, None)
    assert spells[2].verdict is Verdict.REFUSED
    assert (spells[2].message, spells[2].reference) == ("No.", "r1")


def test_the_last_stage_of_a_living_call_is_not_counted() -> None:
    spells = spells_of(kept_call(ended_at=None), [kept_stage(1, 14)])
    assert [(s.number, s.seconds) for s in spells] == [(0, 10.0), (1, 0.0)]


def test_a_call_that_never_connected_has_no_first_stage() -> None:
    assert spells_of(kept_call(connected_at=None), []) == ()
    assert line_of(kept_call(connected_at=None), [], None).talk_seconds == 0.0


@pytest.mark.parametrize("state", ["asked", "interrupted"])
def test_a_stage_whose_answer_nobody_heard_has_no_verdict(state: str) -> None:
    (_connected, spell) = spells_of(kept_call(), [kept_stage(1, 14, state)])
    assert spell.verdict is None


def test_a_line_says_talk_time_outcome_note_and_whom() -> None:
    line = line_of(kept_call(number="+30 210 555"), [], None)
    assert (line.talk_seconds, line.outcome, line.outcome_verdict) == (
        100.0,
        "Sale",
        Verdict.CONFIRMED,
    )
    assert (line.note, line.who, line.interaction_id) == ("a note", "+30 210 555", "2001")
    assert "555" not in repr(line)


def test_a_stage_sent_without_a_call_shows_no_invented_call_id() -> None:
    key = CallKey(SERVER, "ada", "-c1")
    assert line_of(kept_call(key=key), [], None).interaction_id == ""


def test_a_callback_by_the_contact_s_clock_has_no_zone() -> None:
    due = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    for clock, shown in (("utc", due), ("contact", due.replace(tzinfo=None))):
        outcome = Outcome("Reschedule", scheduled_at=due, relative_to=clock)  # type: ignore[arg-type]
        kept = OutcomeLine(outcome, "confirmed", at(0))
        assert line_of(kept_call(), [], kept).callback == shown


def test_the_days_begin_at_midnight_of_the_computer_s_clock() -> None:
    today = filter_of(HistoryQuery(), ADA, NOON.astimezone(UTC))
    assert today.since == NOON.replace(hour=0)
    assert (today.server, today.user, today.campaign_id) == (SERVER, "ada", None)
    assert filter_of(HistoryQuery(span=HistorySpan.ALL), ADA, NOON).since is None


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone can't be changed here")
def test_today_is_the_agent_s_day_not_that_of_utc(in_auckland: None) -> None:
    evening = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # nine in the morning of the 25th there
    assert filter_of(HistoryQuery(), ADA, evening).since == datetime(2026, 11, 24, 11, tzinfo=UTC)
