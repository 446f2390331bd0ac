"""How a desk grows: a press among ever more stages, and ever more messages in one go."""

import asyncio
import json
from pathlib import Path

from agent_desktop.desk.stage_lists import stage_list
from agent_desktop.desk.stages import QUIET, WINDOW
from agent_desktop.services.calls import SUBSCRIPTION
from agent_desktop.ui.widgets.pill import Pill
from agent_desktop.ui.widgets.stage_button import StageLook
from tests.benchmarks.apart import apart
from tests.benchmarks.at_a_desk import (
    Painted,
    Place,
    looks,
    on_screen,
    press_key,
    slow_answers,
    until,
    within,
    work,
)
from tests.benchmarks.row import FLAT, LINEAR, RUNS, Row, growth
from tests.benchmarks.tap import ANSWERED, ASKED, Tap

STAGES = (10, 100, 1000)
MESSAGES = (100, 1000, 10_000)
ANY_STAGE = "[server]\nunknown_stage_refused = false\n[dialing]\non = false\n"
Times = dict[int, list[float]]


def measure() -> list[Row]:
    """Return the rows of how things grow."""
    to_bytes, to_sending, to_confirmed, burst = apart(_measure)
    return [
        growth("press to its bytes, by stages", to_bytes, FLAT),
        growth("press to *sending* painted, by stages", to_sending, FLAT),
        growth("answer to *confirmed* painted, by stages", to_confirmed, FLAT),
        growth("messages in one go to the last one shown", burst, LINEAR),
    ]


def _measure() -> tuple[Times, Times, Times, Times]:
    presses: tuple[Times, Times, Times] = ({}, {}, {})
    burst: Times = {size: [] for size in MESSAGES}

    async def main(folder: Path) -> None:
        async with work(folder, campaign="Winback", manners=ANY_STAGE) as (places, tap):
            place = places[0]
            await slow_answers(place)
            call_id = await place.pop(Name="Contact")
            await until("the call", lambda: place.text("callWho") == "Contact")
            for _ in range(RUNS):
                for size in MESSAGES:
                    burst[size].append(await _burst(place, tap, call_id, size))
            for size in STAGES:
                for times, found in zip(presses, await _presses(place, tap, size), strict=True):
                    times[size] = found

    on_screen(main)
    return *presses, burst


async def _presses(place: Place, tap: Tap, size: int) -> tuple[list[float], ...]:
    """Press among so many stages; the first press warms up."""
    mapped = {number: f"Stage {number}" for number in range(1, size)}
    place.desk.stages.set_list(place.campaign, stage_list((), mapped))
    await until("the stages", lambda: len(place.buttons()) == size)
    await asyncio.sleep(WINDOW)
    tap.notes()
    times: tuple[list[float], ...] = ([], [], [])
    for number in range(1, RUNS + 2):
        button = place.button(number)
        watched = Painted(button)
        sending = watched.when(looks(button, StageLook.SENDING))
        began = await press_key(button)
        painted = await within("sending", sending)
        confirmed = await within("confirmed", watched.when(looks(button, StageLook.CURRENT)))
        notes = {note.what: note.at for note in tap.notes()}
        took = (notes[ASKED] - began, painted - began, confirmed - notes[ANSWERED])
        for into, seconds in zip(times, took, strict=True):
            into.append(seconds * 1000)
        await asyncio.sleep(max(QUIET, WINDOW / 2))
    return tuple(each[1:] for each in times)


async def _burst(place: Place, tap: Tap, call_id: str, size: int) -> float:
    """Say so many things of the call in one go; return milliseconds until the last is shown."""
    pill = place.label("callState")
    assert isinstance(pill, Pill)
    before = pill.text()
    now = "H" if before == "On call" else "C"
    said = [{"Eic_ConnectDurationTime": str(number)} for number in range(size - 1)]
    shown = Painted(pill).when(lambda: pill.text() != before)
    began = tap.burst([_queue(call_id, each) for each in (*said, {"Eic_State": now})])
    took = (await within("the last message", shown) - began) * 1000
    await asyncio.sleep(0.05)
    return took


def _queue(call_id: str, attributes: dict[str, str]) -> bytes:
    return json.dumps(
        {
            "__type": "urn:inin.com:queues:queueContentsMessage",
            "isDelta": True,
            "subscriptionId": SUBSCRIPTION,
            "interactionsAdded": [],
            "interactionsChanged": [{"interactionId": call_id, "attributes": attributes}],
            "interactionsRemoved": [],
        }
    ).encode()
