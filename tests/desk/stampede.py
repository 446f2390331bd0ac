"""A floor of agents that lose the server in the same second: how they come back, in plain Python.

Only the policy is at work here, `desk/links.py`, with the order the keeper uses it in: the stream
is tried until the server answers, then the log-on. `python -m tests.desk.stampede` draws the plot.
"""

import heapq
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from agent_desktop.desk.links import Patience
from agent_desktop.platform.settings import Settings

AGENTS = 2000
PLOT = Path(__file__).parent.parent / "pictures" / "stampede.svg"


@dataclass(frozen=True)
class Floor:
    """What the server sees: log-ons and stream openings by second, and when all are back."""

    log_ons: Counter[int]
    streams: Counter[int]
    all_back: float

    @property
    def peak(self) -> int:
        """The most log-ons in one second."""
        return max(self.log_ons.values())


def policy(settings: Settings) -> Patience:
    """The patience of the settings."""
    return Patience(
        settings.reconnect_first,
        settings.reconnect_longest,
        settings.log_on_again_first,
        settings.log_on_again_longest,
    )


def lost(patience: Patience, *, away: float, takes: int | None = None, seed: int = 1) -> Floor:
    """Play a server that is gone for `away` seconds and comes back without any session.

    `takes` is how many log-ons it can take in a second; it turns the rest away.
    """
    patience = replace(patience, chance=random.Random(seed))
    log_ons: Counter[int] = Counter()
    streams: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    # when, whose, how many tries of the stream; None: a log-on
    due: list[tuple[float, int, int | None]] = [
        (patience.at_once(), agent, 0) for agent in range(AGENTS)
    ]
    heapq.heapify(due)
    now = 0.0
    while due:
        now, agent, tries = heapq.heappop(due)
        second = int(now)
        if tries is None:
            log_ons[second] += 1
            if takes is not None and taken[second] >= takes:
                heapq.heappush(due, (now + patience.log_on(), agent, None))
            taken[second] += 1
            continue
        streams[second] += 1
        if now < away:
            heapq.heappush(due, (now + patience.next_try(tries), agent, tries + 1))
        else:
            heapq.heappush(due, (now + patience.log_on(), agent, None))
    return Floor(log_ons, streams, now)


def plot(floor: Floor, title: str) -> str:
    """Draw log-ons by second as an SVG picture."""
    last = max(floor.log_ons) + 5
    width, height, left, foot = 720, 260, 48, 36
    across, up = (width - left - 12) / last, (height - foot - 40) / max(60, floor.peak)
    ground = height - foot
    bars = "".join(
        f'<rect x="{left + second * across:.1f}" y="{ground - count * up:.1f}" '
        f'width="{across * 0.8:.1f}" height="{count * up:.1f}" fill="#1f6feb"/>\n'
        for second, count in sorted(floor.log_ons.items())
    )
    ticks = "".join(
        f'<text x="{left + second * across:.1f}" y="{ground + 16}" text-anchor="middle">'
        f"{second}</text>\n"
        for second in range(0, last, 20)
    )
    peak = ground - floor.peak * up
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" fill="#333">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<text x="{left}" y="20" font-weight="bold">{title}</text>\n'
        f"{bars}{ticks}"
        f'<line x1="{left}" x2="{width - 12}" y1="{peak:.1f}" y2="{peak:.1f}" '
        'stroke="#c0392b" stroke-dasharray="4"/>\n'
        f'<text x="{left - 6}" y="{peak + 4:.1f}" text-anchor="end">{floor.peak}</text>\n'
        f'<line x1="{left}" x2="{width - 12}" y1="{ground}" y2="{ground}" stroke="#333"/>\n'
        f'<text x="{width - 12}" y="{height - 4}" text-anchor="end">'
        "seconds since the loss</text>\n</svg>\n"
    )


def picture() -> str:
    """The plot of the built-in settings."""
    floor = lost(policy(Settings()), away=100.0)
    return plot(floor, f"{AGENTS} agents, server gone for 100 s: log-ons per second")


if __name__ == "__main__":
    PLOT.write_text(picture(), encoding="utf-8")
