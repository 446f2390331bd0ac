"""The history page's questions to the ledger: asked in the background, the newest wins.

One question is under way at a time; what an older search brought is dropped where a newer one has
come meanwhile. Only a few pages of lines are held, those around what is looked at.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType

from agent_desktop.desk.history import (
    PAGE,
    CampaignTime,
    ExportTexts,
    HistoryFault,
    HistoryLine,
    HistoryPanel,
    HistoryQuery,
    HistorySpan,
    StageSpell,
    StageTime,
)
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.stage_lists import CALL_CONNECTED
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import Agent, DeskState
from agent_desktop.icws import Abort
from agent_desktop.immutable import immutable
from agent_desktop.ledger import (
    CallLine,
    FileDamaged,
    FileLocked,
    FileNewer,
    FileReadOnly,
    HistoryFilter,
    LedgerError,
    OutcomeLine,
    StageLine,
    write_csv,
)
from agent_desktop.ledger import History as Reader
from agent_desktop.ledger.export import COLUMNS
from agent_desktop.services.record import DESK_VERDICTS
from agent_desktop.services.shift import Shift

# So many pages are held; and so many of those asked for last are fetched, the newest first.
HELD = 20
WANTED = 4
# A question and a file give up after so many seconds.
QUESTION_WITHIN = 10.0
EXPORT_WITHIN = 300.0
# What the desk has seen is on the disk so many seconds later; then the page looks again.
REFRESH_AFTER = 0.5

_FAULTS: tuple[tuple[type[LedgerError], HistoryFault], ...] = (
    (FileLocked, HistoryFault.LOCKED),
    (FileReadOnly, HistoryFault.FORBIDDEN),
    (FileDamaged, HistoryFault.DAMAGED),
    (FileNewer, HistoryFault.NEWER),
)

_PLAIN = ExportTexts()

Pages = Mapping[int, tuple[HistoryLine, ...]]


@immutable
class _Found:
    """What one search brought."""

    ids: tuple[int, ...]
    pages: Pages


class History:
    """Keeps the history page filled while it is open, with the agent's own calls only."""

    def __init__(self, shift: Shift) -> None:
        self._shift = shift
        self._reading: asyncio.Task[None] | None = None
        self._refreshing: asyncio.TimerHandle | None = None
        self._stale = False  # the query, or what is in the ledger, has changed
        self._unsummed = False  # the sums are older than the ids
        self._wanted: list[int] = []  # pages asked for, the newest first
        self._looked_at: list[int] = []  # pages fetched last, the newest first
        self._seen: object = None  # of the call in hand, when the ledger was last asked
        shift.store.watch(self._look)

    def open(self) -> None:
        """Show today's calls."""
        if not self._panel.open:
            self._seen = _seen(self._shift.store.state)
            self._shift.store.change(history=HistoryPanel(open=True))
            self.search(HistoryQuery())

    def toggle(self) -> None:
        """Show the page, or leave it where it shows."""
        if self._panel.open:
            self.close()
        else:
            self.open()

    def close(self) -> None:
        """Leave the page; nothing of it is held any longer."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self._refreshing is not None:
            self._refreshing.cancel()
            self._refreshing = None
        self._shift.store.change(history=HistoryPanel())

    def search(self, query: HistoryQuery) -> None:
        """Look for calls; what an older search brings counts no more."""
        if self._panel.open:
            self._change(query=query, searching=True, fault=None, exported="")
            self._looked_at = []
            self._find_anew()

    def want(self, page: int) -> None:
        """Fetch a page of lines, unless it is here or was asked for already."""
        panel = self._panel
        there = 0 <= page * PAGE < len(panel.ids)
        if panel.open and there and page not in panel.pages and page not in self._wanted:
            self._wanted = [page, *self._wanted][:WANTED]
            self._read_on()

    def export(self, path: str, texts: ExportTexts = _PLAIN) -> None:
        """Write all calls found into a file, for the user's eyes alone."""
        if self._panel.open and not self._panel.exporting:
            self._change(exporting=True, exported="", fault=None)
            self._shift.tasks.spawn(self._write(Path(path), texts), "write history")

    @property
    def _panel(self) -> HistoryPanel:
        return self._shift.store.state.history

    def _change(self, **fields: object) -> None:
        panel = replace(self._panel, **fields)  # type: ignore[arg-type]  # the fields of HistoryPanel
        self._shift.store.change(history=panel)

    def _look(self, state: DeskState) -> None:
        """Look again a moment after a call or its outcome has changed; leave with the agent."""
        if not state.history.open:
            return
        if state.phase is Phase.LOGGED_OFF:
            self.close()
            return
        seen = _seen(state)
        if seen != self._seen:
            self._seen = seen
            if self._refreshing is None:
                loop = asyncio.get_running_loop()
                self._refreshing = loop.call_later(REFRESH_AFTER, self._refresh)

    def _refresh(self) -> None:
        self._refreshing = None
        self._find_anew()

    def _find_anew(self) -> None:
        self._stale = True
        self._wanted = []
        self._read_on()

    def _read_on(self) -> None:
        if self._reading is None or self._reading.done():
            self._reading = self._shift.tasks.spawn(self._read(), "read history")

    async def _read(self) -> None:
        while self._stale or self._wanted or self._unsummed:
            try:
                if self._stale:
                    await self._find()
                elif self._wanted:
                    await self._fetch(self._wanted[0])
                else:
                    await self._sum()
            except (LedgerError, TimeoutError) as error:
                self._wanted, self._unsummed = [], False
                if not self._stale:
                    self._change(
                        searching=False, fault=_fault_of(error), ids=(), pages={}, campaigns=()
                    )

    async def _find(self) -> None:
        """Look all calls up, and the pages in sight with them; the sums take longer and follow."""
        self._stale, self._unsummed = False, False
        reader, wanted = self._shift.record.history, self._filter()
        if reader is None or wanted is None:
            self._change(searching=False, fault=HistoryFault.NOT_KEPT)
            return
        pages = self._looked_at[:WANTED] or [0]

        def ask(_abort: Abort) -> _Found:
            ids = reader.ids(wanted)
            there = {page: _page(reader, ids, page) for page in pages if page * PAGE < len(ids)}
            return _Found(ids, MappingProxyType(there))

        found = await self._shift.background.call(ask, deadline=QUESTION_WITHIN)
        if not self._stale:
            self._unsummed = True
            self._change(fault=None, ids=found.ids, pages=found.pages)

    async def _sum(self) -> None:
        """Add the time in each stage up, by campaign."""
        self._unsummed = False
        reader, wanted = self._shift.record.history, self._filter()
        if reader is None or wanted is None:
            return
        campaigns = await self._shift.background.call(
            lambda _abort: _times(reader, wanted), deadline=QUESTION_WITHIN
        )
        if not self._stale:
            self._change(searching=False, campaigns=campaigns)

    async def _fetch(self, page: int) -> None:
        """Fetch one page, and let the farthest go where too many are held."""
        reader, ids = self._shift.record.history, self._panel.ids
        if reader is None:
            self._wanted = []
            return
        lines = await self._shift.background.call(
            lambda _abort: _page(reader, ids, page), deadline=QUESTION_WITHIN
        )
        if page in self._wanted:
            self._wanted.remove(page)
        if self._stale or ids is not self._panel.ids:
            return
        if len(lines) < len(_ids_of(ids, page)):
            self._stale = True  # some were forgotten meanwhile: the rows have moved
            return
        self._looked_at = [page, *(p for p in self._looked_at if p != page)][:WANTED]
        held = sorted({**self._panel.pages, page: lines}.items(), key=lambda p: abs(p[0] - page))
        self._change(pages=MappingProxyType(dict(held[:HELD])))

    async def _write(self, file: Path, texts: ExportTexts) -> None:
        reader, wanted = self._shift.record.history, self._filter()
        written = False
        try:
            if reader is not None and wanted is not None:
                header = texts.header or COLUMNS
                await self._shift.background.call(
                    lambda _abort: write_csv(
                        reader, wanted, file, header=header, words=texts.words, zone=None
                    ),
                    deadline=EXPORT_WITHIN,
                )
                written = True
        except (LedgerError, OSError, TimeoutError):
            pass  # told below; the words are the window's
        if self._panel.open:
            self._change(
                exporting=False,
                exported=str(file) if written else "",
                fault=None if written else HistoryFault.NOT_SAVED,
            )

    def _filter(self) -> HistoryFilter | None:
        """Return what the query means to the ledger, None while nobody is there."""
        agent, query = self._shift.store.state.agent, self._panel.query
        if agent is None:
            return None
        kept_as = replace(agent, server=self._shift.record.server or agent.server)
        return filter_of(query, kept_as, self._shift.clock.now().wall)


def filter_of(query: HistoryQuery, agent: Agent, now: datetime) -> HistoryFilter:
    """Return a query in the ledger's terms; days begin at midnight of the computer's clock."""
    days = {HistorySpan.TODAY: 0, HistorySpan.WEEK: 6}.get(query.span)
    since = None
    if days is not None:
        first = now.astimezone().date() - timedelta(days=days)
        since = datetime.combine(first, time.min).astimezone()
    return HistoryFilter(
        agent.server,
        agent.user_id,
        text=query.text,
        since=since,
        campaign_id=query.campaign_id or None,
        only_problems=query.only_problems,
    )


def line_of(
    call: CallLine, stages: Sequence[StageLine], outcome: OutcomeLine | None
) -> HistoryLine:
    """Return a call as the page shows it."""
    talked = 0.0
    if call.connected_at and call.ended_at:
        talked = max(0.0, (call.ended_at - call.connected_at).total_seconds())
    callback = outcome.outcome.scheduled_at if outcome is not None else None
    if callback is not None and outcome is not None and outcome.outcome.relative_to == "contact":
        callback = callback.astimezone(UTC).replace(tzinfo=None)
    return HistoryLine(
        id=call.id,
        # A stage sent where no call was seen is kept under a name of ours: see `record`.
        interaction_id="" if call.key.interaction_id.startswith("-") else call.key.interaction_id,
        campaign=call.campaign_name or call.campaign_id,
        began=call.popped_at,
        talk_seconds=talked,
        outcome=call.outcome_label,
        outcome_verdict=DESK_VERDICTS.get(call.outcome_state or ""),
        callback=callback,
        spells=spells_of(call, stages),
        note=call.note,
        who=call.who or call.number,
    )


def spells_of(call: CallLine, stages: Sequence[StageLine]) -> tuple[StageSpell, ...]:
    """Return the stages asked for, each confirmed one with its time; stage 0 begins the call.

    A stage lasts until the next one is confirmed, or the call ends; while it lives its last one
    isn't counted.
    """
    begins = sorted(s.settled_at for s in stages if s.state == "confirmed" and s.settled_at)
    ends = [*begins, *([call.ended_at] if call.ended_at else [])]

    def lasted(begin: datetime) -> float:
        end = min((each for each in ends if each > begin), default=begin)
        over = call.ended_at is not None and begin >= call.ended_at
        return 0.0 if over else (end - begin).total_seconds()

    first: tuple[StageSpell, ...] = ()
    connected = call.connected_at
    if connected is not None and (not begins or connected < begins[0]):
        seconds = lasted(connected)
        first = (StageSpell(0, CALL_CONNECTED, connected, Verdict.CONFIRMED, seconds),)
    return first + tuple(
        StageSpell(
            number=stage.number,
            name=stage.name,
            asked=stage.asked_at,
            verdict=DESK_VERDICTS.get(stage.state),
            seconds=lasted(stage.settled_at)
            if stage.state == "confirmed" and stage.settled_at
            else 0.0,
            settled=stage.settled_at,
            message=stage.message,
            reference=stage.reference,
        )
        for stage in stages
    )


def _seen(state: DeskState) -> object:
    """Return what of the call in hand, once it changes, changes the history too."""
    call = state.call
    return (call and (call.interaction_id, call.state.ended), state.outcome.view.verdict)


def _ids_of(ids: Sequence[int], page: int) -> Sequence[int]:
    return ids[page * PAGE : (page + 1) * PAGE]


def _page(reader: Reader, ids: Sequence[int], page: int) -> tuple[HistoryLine, ...]:
    wanted = _ids_of(ids, page)
    stages, outcomes = reader.stages_of(wanted), reader.outcomes_of(wanted)
    return tuple(
        line_of(call, stages.get(call.id, ()), outcomes.get(call.id))
        for call in reader.lines(wanted)
    )


def _times(reader: Reader, wanted: HistoryFilter) -> tuple[CampaignTime, ...]:
    return tuple(
        CampaignTime(
            campaign.campaign_id,
            campaign.campaign_name,
            campaign.calls,
            tuple(
                StageTime(stage.number, stage.name or _unnamed(stage.number), stage.seconds)
                for stage in campaign.stages
            ),
        )
        for campaign in reader.campaign_times(wanted)
    )


def _unnamed(number: int) -> str:
    """Return the name of a stage nobody asked for: only the first one lasts without that."""
    return CALL_CONNECTED if number == 0 else ""


def _fault_of(error: BaseException) -> HistoryFault:
    if isinstance(error, TimeoutError):
        return HistoryFault.SLOW
    return next((f for kind, f in _FAULTS if isinstance(error, kind)), HistoryFault.UNREADABLE)
