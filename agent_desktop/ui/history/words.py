"""The history in words: for the table, for the ear, and for the clipboard."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from agent_desktop.desk.history import (
    CampaignTime,
    ExportTexts,
    HistoryFault,
    HistoryLine,
    HistoryQuery,
    HistorySpan,
    StageSpell,
    StageTime,
)
from agent_desktop.desk.stage_lists import CALL_CONNECTED
from agent_desktop.desk.stages import Verdict
from agent_desktop.ui.widgets.elapsed_label import elapsed_text

translate = QCoreApplication.translate

NONE = "–"


class _Counts(QObject):
    """Numbers with a noun; only an object's `tr` has its plurals collected for translation."""

    def calls(self, count: int) -> str:
        """Return a number of calls."""
        return self.tr("%n call(s)", "", count)


def export_texts() -> ExportTexts:
    """Return the words of a file for spreadsheets, in the order of the ledger's columns."""
    header = (
        translate("History", "Began"),
        translate("History", "Connected"),
        translate("History", "Ended"),
        translate("History", "How it ended"),
        translate("History", "Campaign"),
        translate("History", "Mode"),
        translate("History", "Call"),
        translate("History", "Stages"),
        translate("History", "Outcome"),
        translate("History", "Outcome is"),
        translate("History", "Note"),
        translate("History", "With"),
        translate("History", "Number"),
    )
    words = {
        "confirmed": verdict_text(Verdict.CONFIRMED),
        "refused": verdict_text(Verdict.REFUSED),
        "not confirmed": verdict_text(Verdict.NOT_CONFIRMED),
        "not sent": verdict_text(Verdict.NOT_SENT),
        "session gone": verdict_text(Verdict.SESSION_GONE),
        "dropped": verdict_text(Verdict.CALL_ENDED),
        "chosen": translate("History", "chosen, not sent"),
        "asked": verdict_text(None),
        "interrupted": verdict_text(None),
        "ended here": translate("History", "hung up here"),
        "ended there": translate("History", "hung up there"),
        "ended": translate("History", "ended"),
        "unknown": "",
        "regular": translate("History", "dialled by Dialer"),
        "preview": translate("History", "preview"),
        "own_callback": translate("History", "own callback"),
        "own_callback_preview": translate("History", "own callback, previewed"),
        "agentless": translate("History", "without an agent"),
        "precise": translate("History", "precise"),
        "manual": translate("History", "dialled by hand"),
    }
    return ExportTexts(header, words)


def span_text(span: HistorySpan) -> str:
    """Return how far back the page looks."""
    return {
        HistorySpan.TODAY: translate("History", "Today"),
        HistorySpan.WEEK: translate("History", "Last 7 days"),
        HistorySpan.ALL: translate("History", "All that is kept"),
    }[span]


def verdict_text(verdict: Verdict | None) -> str:
    """Return how a request ended; None is one whose answer nobody heard."""
    if verdict is None:
        return translate("History", "no answer known")
    return {
        Verdict.CONFIRMED: translate("History", "confirmed"),
        Verdict.REFUSED: translate("History", "refused"),
        Verdict.NOT_CONFIRMED: translate("History", "not confirmed"),
        Verdict.NOT_SENT: translate("History", "not sent"),
        Verdict.SESSION_GONE: translate("History", "the session ended first"),
        Verdict.CALL_ENDED: translate("History", "the call ended first"),
    }[verdict]


def fault_texts(fault: HistoryFault) -> tuple[str, str]:
    """Return what went wrong, and what to do about it."""
    ask = translate("History", "Ask your administrator, and name this sentence.")
    return {
        HistoryFault.NOT_KEPT: (
            translate("History", "No history is kept."),
            translate("History", "Your organisation has switched it off, or it couldn't be begun."),
        ),
        HistoryFault.LOCKED: (
            translate("History", "Another program holds the history."),
            translate("History", "Close other copies of this program and try again."),
        ),
        HistoryFault.FORBIDDEN: (translate("History", "The history may not be read."), ask),
        HistoryFault.DAMAGED: (
            translate("History", "The history is damaged."),
            translate("History", "A new one is begun with the next call; the old file is kept."),
        ),
        HistoryFault.NEWER: (
            translate("History", "A newer version of this program wrote the history."),
            translate("History", "Update this program to read it."),
        ),
        HistoryFault.SLOW: (
            translate("History", "The history takes too long to read."),
            translate("History", "Try again, or look for less."),
        ),
        HistoryFault.UNREADABLE: (translate("History", "The history can't be read."), ask),
        HistoryFault.NOT_SAVED: (
            translate("History", "The file couldn't be written."),
            translate("History", "Choose another folder, or free some space."),
        ),
    }[fault]


def empty_texts(query: HistoryQuery) -> tuple[str, str]:
    """Return why there is nothing to see, and what will be."""
    if query != HistoryQuery(span=query.span):
        return (
            translate("History", "Nothing found"),
            translate("History", "No call matches what you look for."),
        )
    title = {
        HistorySpan.TODAY: translate("History", "No calls today so far"),
        HistorySpan.WEEK: translate("History", "No calls in the last 7 days"),
        HistorySpan.ALL: translate("History", "No calls so far"),
    }[query.span]
    return title, translate("History", "Each call is listed here as soon as it comes.")


def when(at: datetime, *, with_day: bool) -> str:
    """Return a local time, with its day in the locale's form where asked."""
    local = at.astimezone()
    time = local.strftime("%H:%M:%S")
    if not with_day:
        return time
    return f"{_day_text(local)} {time}"


def _day_text(day: datetime) -> str:
    written = QDate(day.year, day.month, day.day)
    return QLocale().toString(written, QLocale.FormatType.ShortFormat)


def talk_text(line: HistoryLine) -> str:
    """Return how long the call was talked."""
    return elapsed_text(line.talk_seconds) if line.talk_seconds else NONE


def stage_label(number: int, name: str) -> str:
    """Return number and name of a stage, the number alone where nobody named it."""
    return f"{number} {stage_name(name)}".strip()


def stage_name(name: str) -> str:
    """Return the name of a stage; the vendor's for the first one in a word of ours."""
    return translate("History", "Connected") if name == CALL_CONNECTED else name


def spells_sentence(spells: Iterable[StageSpell]) -> str:
    """Return a call's bar as text: each stage with its time, or with what became of it."""
    return ", ".join(
        f"{stage_label(spell.number, spell.name)} "
        + (
            elapsed_text(spell.seconds)
            if spell.verdict is Verdict.CONFIRMED
            else verdict_text(spell.verdict)
        )
        for spell in spells
    )


def times_sentence(stages: Iterable[StageTime]) -> str:
    """Return a campaign's bar as text: each stage with its time."""
    return ", ".join(
        f"{stage_label(stage.number, stage.name)} {elapsed_text(stage.seconds)}" for stage in stages
    )


def calls_text(count: int) -> str:
    """Return a number of calls."""
    return _Counts().calls(count)


def campaign_name(campaign: CampaignTime) -> str:
    """Return what a campaign is called, its id where nobody named it."""
    return campaign.campaign or campaign.campaign_id or NONE


def campaign_sum(campaign: CampaignTime) -> str:
    """Return the number of calls and the time in all stages."""
    return f"{calls_text(campaign.calls)} · {elapsed_text(total_seconds(campaign))}"


def total_seconds(campaign: CampaignTime) -> float:
    """Return the time in all stages of a campaign."""
    return sum(stage.seconds for stage in campaign.stages)


def outcome_text(line: HistoryLine) -> str:
    """Return the outcome and how far it came, for the ear."""
    if not line.outcome:
        return translate("History", "no outcome")
    return f"{line.outcome}, {filed_text(line.outcome_verdict)}"


def filed_text(verdict: Verdict | None) -> str:
    """Return how far an outcome came; None is one picked, or sent with no answer heard."""
    if verdict is None:
        return translate("History", "not known to be filed")
    return verdict_text(verdict)


def callback_text(callback: datetime) -> str:
    """Return when to call again, and by whose clock."""
    if callback.tzinfo is not None:
        return translate("History", "Call back: {time}").format(time=when(callback, with_day=True))
    time = f"{_day_text(callback)} {callback.strftime('%H:%M')}"
    return translate("History", "Call back: {time} by the contact's clock").format(time=time)


def spell_lines(spell: StageSpell) -> Sequence[str]:
    """Return what is known of one stage asked for, a line each."""
    asked = when(spell.asked, with_day=False)
    if spell.verdict is Verdict.CONFIRMED and spell.settled is None:
        return (translate("History", "from {time}; every call begins here").format(time=asked),)
    ended = verdict_text(spell.verdict)
    if spell.settled is not None:
        ended = translate("History", "{verdict} {time}").format(
            verdict=ended, time=when(spell.settled, with_day=False)
        )
    lines = [translate("History", "asked {time}, {ended}").format(time=asked, ended=ended)]
    if spell.message.strip():
        said = translate("History", "The server says: {message}")
        lines.append(said.format(message=spell.message.strip()))
    if spell.reference:
        lines.append(
            translate("History", "Reference {reference}").format(reference=spell.reference)
        )
    return lines
