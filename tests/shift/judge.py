"""What must be true of a robot's work: each rule yields a sentence for everything that breaks it.

A case is one agent's: what the simulator recorded, what the ledger keeps, what the robot did.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from agent_desktop.desk.terms import SKIP_LABEL, DialingMode
from agent_desktop.ledger import StageLine
from tests.shift.deeds import Deed
from tests.shift.evidence import Entry, Kept, resource

# A stage that never left the desk.
UNSENT = frozenset({"dropped", "not sent"})


@dataclass(frozen=True)
class Case:
    """The evidence of one agent; `calls` and `kept` by interaction id, `journal` in its order.

    `since` is the Unix second at which the run began that `journal` and `deeds` are of.
    """

    user: str
    calls: Mapping[str, Entry] = field(default_factory=dict)
    outcomes: list[Entry] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    since: float = 0.0


def sent_unasked(case: Case) -> Iterator[str]:
    """Yield what was sent oftener than the robot asked for it, for whatever reason."""
    pressed = Counter((deed["do"], deed.get("call"), deed.get("number")) for deed in case.deeds)
    for (name, call, detail), count in Counter(_sent(case)).items():
        if name == "update-stage":
            asked = pressed["stage", call, detail]
        elif name == "disposition":
            asked = pressed["file", call, None]
        else:  # place-preview-call: the countdown asks too, once
            asked = 1 if detail else pressed["place", call, None]
        if count > asked:
            yield f"{name} {detail or ''} for call {call}: sent {count} times, asked {asked}"
    filed = Counter(each["interactionId"] for each in case.outcomes if each["byAgent"])
    yield from (f"call {call} was filed {n} times" for call, n in filed.items() if n > 1)


def sent_unwritten(case: Case) -> Iterator[str]:
    """Yield what reached the server without standing in the ledger: it must be written ahead."""
    arrived = Counter((call, stage) for name, call, stage in _sent(case) if name == "update-stage")
    for (call, stage), count in arrived.items():
        kept = case.kept.get(call or "")
        lines = kept.stages if kept is not None else ()
        written = sum(
            line.number == stage
            and line.state not in UNSENT
            and line.asked_at.timestamp() >= case.since
            for line in lines
        )
        if written < count:
            yield f"stage {stage} of call {call}: arrived {count} times, written {written}"
    newest = {deed["call"]: deed for deed in case.deeds if deed["do"] in ("choose", "file")}
    for entry in case.journal:
        call = _last_call(case, entry) if resource(entry, "disposition") else None
        if call is None or newest.get(call, {}).get("do") != "file":
            continue
        if datetime.fromisoformat(entry["at"]).timestamp() < newest[call]["at"]:
            continue  # of an earlier try
        line = case.kept[call].outcome if call in case.kept else None
        if line is None or line.state == "chosen":
            yield f"the outcome of call {call} arrived and isn't written: {line}"
        elif line.outcome.label != newest[call]["label"]:
            yield f"call {call}: {newest[call]['label']!r} was sent, {line.outcome.label!r} written"


def wrongly_settled(case: Case) -> Iterator[str]:
    """Yield each verdict of the ledger that isn't the answer the server gave to just that."""
    answered = {entry["requestId"]: entry for entry in case.journal}
    filed = {each["interactionId"]: each for each in case.outcomes if each["byAgent"]}
    for call, kept in case.kept.items():
        for line in kept.stages:
            entry = answered.get(line.reference)
            about = f"stage {line.number} of call {call} is {line.state}"
            if line.state in ("confirmed", "refused"):
                if entry is None or entry["status"] != line.status:
                    yield f"{about}, the server answered {entry and entry['status']}"
                elif not _meets(entry["stage"], call, line):
                    yield f"{about}, the server took it for {entry['stage']}"
            if line.state == "confirmed" and line.status != 200:
                yield f"{about} by {line.status}"
        outcome = kept.outcome
        if outcome is not None and outcome.state == "confirmed":
            label = filed.get(call, {}).get("label")
            entry = answered.get(outcome.reference)
            if entry is None or entry["status"] != 200:
                yield f"call {call} is confirmed, the server answered {entry and entry['status']}"
            if label != outcome.outcome.label:
                yield f"call {call} is filed as {outcome.outcome.label!r}, at the server {label!r}"


def _meets(stage: Entry, call: str, line: StageLine) -> bool:
    """Whether a stage met the call it was pressed for; refused, it may have met none."""
    none_left = line.state == "refused" and stage["interactionId"] is None
    return stage["newStageId"] == line.number and (none_left or stage["interactionId"] == call)


def disagreements(case: Case) -> Iterator[str]:
    """Yield where ledger and server differ on a whole shift without any trouble."""
    outcomes = {each["interactionId"]: each for each in case.outcomes}
    notes = {deed["call"]: deed["text"] for deed in case.deeds if deed["do"] == "note"}
    typed: dict[str, dict[str, str]] = {}
    for deed in case.deeds:
        if deed["do"] == "value":
            typed.setdefault(deed["call"], {})[deed["column"]] = deed["text"]
    yield from (f"call {call} is the ledger's alone" for call in case.kept.keys() - case.calls)
    for call, entry in case.calls.items():
        kept = case.kept.get(call)
        if kept is None:
            yield f"call {call} isn't in the ledger"
            continue
        facts = _ledger_says(kept), _server_says(entry, outcomes.get(call))
        for name, mine in facts[0].items():
            if mine != facts[1][name]:
                yield f"call {call}, {name}: ledger {mine}, server {facts[1][name]}"
        if kept.line.note != notes.get(call, ""):
            yield f"call {call}: noted {notes.get(call)!r}, kept {kept.line.note!r}"
        sent = (outcomes.get(call) or {}).get("callAttributes")
        if sent != typed.get(call):
            yield f"call {call}: typed {typed.get(call)}, filed with {sent}"


def _ledger_says(kept: Kept) -> dict[str, object]:
    line, filed = kept.line, kept.outcome
    outcome = filed.outcome if filed is not None else None
    due = outcome.scheduled_at if outcome is not None else None
    return {
        "mode": line.mode,
        "campaign": line.campaign_id,
        "connected": line.connected_at is not None,
        "stages confirmed": [each.number for each in kept.stages if each.state == "confirmed"],
        "outcome": filed and filed.state == "confirmed" and filed.outcome.label,
        "category": outcome and outcome.category,
        "due": due and int(due.timestamp()),
        "relative to": due and outcome and outcome.relative_to,
        "own callback": bool(outcome and outcome.mine),
        "additional call": bool(outcome and outcome.additional),
        "abandon": bool(outcome and outcome.abandon),
    }


def _server_says(call: Entry, outcome: Entry | None) -> dict[str, object]:
    filed = outcome or {}
    relative = {None: None, 0: "utc", 1: "contact"}[filed.get("relativeTo")]
    return {
        "mode": DialingMode(call["dialingMode"]).name.lower(),
        "campaign": call["campaignId"],
        "connected": call["connectedAt"] is not None,
        # The first is the connection's own stage 0, which nobody asks for.
        "stages confirmed": [each["stage"] for each in call["stages"]][1:],
        "outcome": filed.get("byAgent") and filed["label"],
        "category": _category(filed),
        "due": filed.get("scheduledTime"),
        "relative to": relative,
        "own callback": filed.get("scheduledAgent") is not None,
        "additional call": bool(filed.get("placeAdditionalFollowUpCall")),
        "abandon": bool(filed.get("isAbandon")),
    }


def _category(filed: Entry) -> object:
    # The simulator has no category for a skip that the pop doesn't offer.
    skipped = filed.get("label") == SKIP_LABEL
    return "Skipped" if skipped else filed.get("wrapUpCategory")


def _sent(case: Case) -> Iterator[tuple[str, str | None, object]]:
    """Yield each request that does something to a call: its name, the call, and which one."""
    meant = {line.reference: call for call, kept in case.kept.items() for line in kept.stages}
    for entry in case.journal:
        if resource(entry, "update-stage"):
            stage = entry["stage"]
            # Where the server has no call of that campaign any more, the desk knows which it meant.
            call = stage["interactionId"] or meant.get(entry["requestId"])
            yield "update-stage", call, stage["newStageId"]
        elif resource(entry, "disposition"):
            yield "disposition", _last_call(case, entry), None
        elif resource(entry, "place-preview-call"):
            by_timer = bool(entry["body"].get("callInitiatedByTimer"))
            yield "place-preview-call", _last_call(case, entry), by_timer


def _last_call(case: Case, entry: Entry) -> str | None:
    """Return the agent's last call as a request arrived: these requests name none."""
    popped = [call for call, each in case.calls.items() if each["poppedAt"] <= entry["at"]]
    return popped[-1] if popped else None
