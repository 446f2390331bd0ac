"""What must be true of what a kill leaves behind, and of what the next start shows of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agent_desktop.desk.notices import Cause
from agent_desktop.ledger import StageLine
from agent_desktop.services.record import VERDICTS
from agent_desktop.services.restoring import SURELY_OVER
from tests.shift.deeds import Deed
from tests.shift.evidence import Kept
from tests.shift.judge import Case

# What was typed, chosen or put away so long before a kill, in seconds, is in the ledger.
KEPT_WITHIN = 1.0

_SHOWN = {kept: verdict.value for verdict, kept in VERDICTS.items()} | {
    "chosen": None,
    "interrupted": "not confirmed",
}


@dataclass(frozen=True)
class Killed:
    """One kill, at a Unix second: the case of that run, and the ledger as it was before the run."""

    at: float
    case: Case
    before: Mapping[str, Kept]


def lost(killed: Killed) -> Iterator[str]:
    """Yield what was done a while before the kill and isn't in the ledger, or in an older form."""
    for (call, column), written in _typed(killed.case.deeds).items():
        kept = killed.case.kept.get(call)
        if column is not None and kept is not None and _done_with(kept):
            continue
        found = _text(kept, column)
        if found not in _may_be(written, killed.at, _text(killed.before.get(call), column)):
            what = "note" if column is None else column
            last = written[-1]
            age = killed.at - last[0]
            yield f"call {call}: {what} {found!r} after {last[1]!r}, typed {age:.2f} s before"
    newest = {deed["call"]: deed for deed in killed.case.deeds if deed["do"] in _DECIDED}
    for call, deed in newest.items():
        if killed.at - deed["at"] < KEPT_WITHIN:
            continue
        kept = killed.case.kept.get(call)
        if deed["do"] == "put away":
            if kept is None or not kept.line.put_away:
                yield f"call {call} was put away, which isn't kept"
        elif kept is None or kept.line.outcome_label != deed["label"]:
            yield f"call {call}: {deed['label']!r} was chosen, kept is {kept and kept.outcome}"


_DECIDED = ("choose", "file", "put away")


def _done_with(kept: Kept) -> bool:
    """Whether a call's values are needed no more: they went with the outcome, or it won't go."""
    return kept.line.outcome_state == "confirmed" or kept.line.put_away


def wrongly_shown(before: Mapping[str, Kept], deeds: list[Deed]) -> Iterator[str]:
    """Yield where a start shows something else than what the ledger has as not confirmed."""
    (start,) = [deed for deed in deeds if deed["do"] == "start"]
    (logged_on,) = [deed for deed in deeds if deed["do"] == "logged on"]
    wanted, shown = expected(before), logged_on["left"]
    for call in wanted.keys() | shown.keys():
        if wanted.get(call) != shown.get(call):
            yield f"call {call}: shown as {shown.get(call)}, in the ledger {wanted.get(call)}"
    told = [n["count"] for n in logged_on["notices"] if n["cause"] == Cause.OUTCOMES_LEFT.value]
    if told != ([len(wanted)] if wanted else []):
        yield f"told of {told} outcomes left, there are {len(wanted)}"
    stages = sorted(n["stages"] for n in logged_on["notices"] if n["cause"] == _STAGES)
    least, most = (_never_answered(before, each["at"]) for each in (start, logged_on))
    if stages not in (least, most):
        yield f"told of stages {stages}, there are {least}"


_STAGES = Cause.STAGES_LEFT.value


def expected(kept: Mapping[str, Kept]) -> dict[str, dict[str, object]]:
    """Return the lines that the next start must show: what isn't confirmed and not put away."""
    newest = max(kept, key=lambda call: (kept[call].line.popped_at, kept[call].line.id), default="")
    return {
        call: {
            "label": one.outcome.outcome.label if one.outcome else None,
            "verdict": _SHOWN[one.outcome.state] if one.outcome else None,
            "note": bool(one.line.note),
            "stages": [f"{s.number} {s.name}".strip() for s in _interrupted(one)],
        }
        for call, one in kept.items()
        if _is_open(one, newest=call == newest)
    }


def _is_open(one: Kept, *, newest: bool) -> bool:
    stages = bool(_interrupted(one))
    if one.line.outcome_state == "confirmed" or one.line.put_away:
        return False
    return newest or stages or one.outcome is not None or bool(one.line.note or one.values)


def _interrupted(one: Kept) -> list[StageLine]:
    return [line for line in one.stages if line.state == "interrupted"]


def _never_answered(kept: Mapping[str, Kept], at: float) -> list[str]:
    """Return, for each call, the stages that will not be answered any more at a Unix second."""
    named = []
    for one in kept.values():
        old = [
            f"{line.number} {line.name}".strip()
            for line in _interrupted(one)
            if at - line.asked_at.timestamp() > SURELY_OVER.total_seconds()
        ]
        if old:
            named.append(", ".join(old))
    return sorted(named)


def _typed(deeds: list[Deed]) -> dict[tuple[str, str | None], list[tuple[float, str]]]:
    """Return every text typed, with its time, by call and column; a note has none."""
    typed: dict[tuple[str, str | None], list[tuple[float, str]]] = {}
    for deed in deeds:
        if deed["do"] in ("note", "value"):
            written = typed.setdefault((deed["call"], deed.get("column")), [])
            written.append((deed["at"], deed["text"]))
    return typed


def _text(kept: Kept | None, column: str | None) -> str:
    if kept is None:
        return ""
    return kept.line.note if column is None else kept.values.get(column, "")


def _may_be(written: list[tuple[float, str]], killed_at: float, before: str) -> set[str]:
    """Return the texts that the ledger may hold: the last safe one, or any typed after it."""
    safe = sum(killed_at - at > KEPT_WITHIN for at, _ in written)
    later = {text for _, text in written[max(0, safe - 1) :]}
    return later if safe else later | {before}
