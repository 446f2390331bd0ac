"""1,000 presses with random faults, judged by the simulator's own journal.

Calls come and end at random, answers are delayed, lost, refused or reset. Afterwards each stage
request in the journal must be one the desk sent, once, for a call the desk still believed alive.
"""

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.desk.stages import Ask, StageSender
from agent_desktop.platform import training
from agent_desktop.platform.settings import Settings
from agent_desktop.services.agent_desk import AgentDesk
from agent_desktop.tour.training_server import TrainingControl

PRESSES = int(os.environ.get("STAGE_STORM_PRESSES", "1000"))
SEED = int(os.environ.get("STAGE_STORM_SEED", "1"))
STAGES = (1, 2, 3, 9)
AGENTS = (("ada", "7001"), ("ben", "7002"))
# Seconds between presses: hurried ones are gathered, rested ones leave at once.
PAUSES = (0.0, 0.02, 0.1, 0.3, 0.55, 0.7)
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "reset_before", "probability": 0.06},
    {"kind": "reset_after", "probability": 0.06},
    {"kind": "status", "status": 500, "probability": 0.05},
    {"kind": "status", "status": 400, "probability": 0.05},
    {"kind": "delay", "seconds": 0.3, "probability": 0.15},
    {"kind": "hang", "probability": 0.02},
    {"kind": "drip", "bytes": 4, "interval": 0.02, "probability": 0.05},
)


@dataclass
class Sent:
    """What the sender let out, as the journal must have it."""

    asks: list[Ask] = field(default_factory=list)
    ended: dict[str, float] = field(default_factory=dict)  # when the desk learnt of the end
    late: int = 0


def measure() -> dict[str, object]:
    """Return the counts, and a verdict: met if nothing was doubled and nothing came late."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_storm(Path(folder)))


async def _storm(folder: Path) -> dict[str, object]:
    server = training.start("--seed", str(SEED))
    began = time.monotonic()
    desks = [AgentDesk(Settings(stage_deadline=1.5), folder / f"{user}.json") for user, _ in AGENTS]
    control = TrainingControl(server, desks[0].background)
    sent = Sent()
    try:
        await control.post("dialing", on=False)
        campaigns = [
            await _log_on(desk, server.url, *agent)
            for desk, agent in zip(desks, AGENTS, strict=True)
        ]
        for fault in FAULTS:
            await control.post("faults", route="dialer/update-stage", **fault)
        for desk in desks:
            _watch(desk, sent)
        calls = await asyncio.gather(
            *(
                _press(desk, control, user, campaign, random.Random(SEED + turn))
                for turn, (desk, (user, _), campaign) in enumerate(
                    zip(desks, AGENTS, campaigns, strict=True)
                )
            )
        )
        await _until(lambda: not any(desk.stages.sender.busy for desk in desks))
        journal = await control.get("journal?since=0")
    finally:
        for desk in desks:
            await desk.close()
        server.stop()
    entries = [e for e in journal["entries"] if e["path"].endswith("/update-stage")]
    return _judge(sent, entries, sum(calls), time.monotonic() - began)


def _watch(desk: AgentDesk, sent: Sent) -> None:
    """Listen at the one door through which stages leave."""
    sender: StageSender = desk.stages.sender
    take, call_ended = sender.take, sender.call_ended

    def taken(now: Any) -> Ask | None:
        ask = take(now)
        if ask is not None:
            sent.asks.append(ask)
            if ask.context.interaction_id in sent.ended:
                sent.late += 1
        return ask

    def ended(interaction_id: str, now: Any) -> Ask | None:
        sent.ended[interaction_id] = now.mono
        return call_ended(interaction_id, now)

    sender.take = taken  # type: ignore[method-assign]  # listening, not changing
    sender.call_ended = ended  # type: ignore[method-assign]


async def _log_on(desk: AgentDesk, url: str, user: str, station: str) -> str:
    desk.logon.submit(LogOnForm(url, user, "demo", station=station, remember=False))
    await _until(lambda: desk.store.state.campaigns.arrived)
    campaign = desk.store.state.campaigns.campaigns[0].id
    desk.campaigns.join(campaign)
    await _until(lambda: desk.store.state.stage.barrier is None)
    return campaign


async def _press(
    desk: AgentDesk, control: TrainingControl, user: str, campaign: str, chance: random.Random
) -> int:
    """Press at a person's worst pace, while calls begin and end; returns the number of calls."""
    presses = calls = 0
    while presses < PRESSES // len(AGENTS):
        answer = await control.post(
            "calls", user=user, campaignId=campaign, talkSeconds=900, alerting=False
        )
        calls += 1
        call_id = str(answer["interactionId"])
        await _until(partial(_is_current, desk, call_id))
        for _ in range(chance.randint(5, 25)):
            desk.stages.press(chance.choice(STAGES))
            presses += 1
            await asyncio.sleep(chance.choice(PAUSES))
        await control.post(f"calls/{call_id}/end", side="remote")
        for _ in range(chance.randint(0, 3)):
            desk.stages.press(chance.choice(STAGES))
            presses += 1
        await _until(lambda: desk.store.state.call is not None and not desk.store.state.call.live)
        desk.stages.press(chance.choice(STAGES))
        presses += 1
    return calls


def _is_current(desk: AgentDesk, interaction_id: str) -> bool:
    call = desk.store.state.call
    return call is not None and call.interaction_id == interaction_id and call.live


def _judge(
    sent: Sent, entries: list[dict[str, Any]], calls: int, seconds: float
) -> dict[str, object]:
    references = Counter(entry["requestId"] for entry in entries)
    doubled = sum(count - 1 for count in references.values())
    after_end = [e for e in entries if (e.get("stage") or {}).get("callState") in ("I", "E")]
    handled = Counter(entry["status"] for entry in entries)
    ok = not doubled and not sent.late and len(entries) <= len(sent.asks)
    return {
        "presses": PRESSES,
        "calls": calls,
        "requests the desk sent": len(sent.asks),
        "requests in the journal": len(entries),
        "doubled": doubled,
        "sent after the desk knew of the end": sent.late,
        "crossed with the end on the wire": len(after_end),
        "statuses": dict(sorted(handled.items(), key=str)),
        "seconds": round(seconds, 1),
        "verdict": "met" if ok else "missed",
    }


async def _until(true: Any) -> None:
    end = time.monotonic() + 20
    while not true():
        if time.monotonic() > end:
            raise AssertionError("the storm stalled")
        await asyncio.sleep(0.005)
