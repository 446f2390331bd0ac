"""The bundle: one text with a head that says what was masked in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from agent_desktop.immutable import immutable
from agent_desktop.support.masking import Kind, Masking

NAME = "Agent Desktop: support bundle"
_UNMASKED = "Not masked, since support needs them: names and addresses of servers."


@immutable
class Part:
    """A heading with its lines. `versions` hold numbers that are nobody's, and nothing else."""

    title: str
    lines: tuple[str, ...]
    versions: bool = False


@immutable
class Bundle:
    """The text as it is shown and saved, and how much of what was masked in it."""

    text: str
    masked: Mapping[Kind, int]


def bundle(parts: Iterable[Part], masking: Masking, now: datetime | None = None) -> Bundle:
    """Return the bundle of these parts."""
    body: list[str] = []
    for part in parts:
        lines = part.lines or ("(nothing)",)
        shown = lines if part.versions else [masking.mask(line) for line in lines]
        body += ["", f"=== {part.title} ===", *shown]
    made = f"{now or datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    head = [NAME, f"Made: {made}", f"Masked: {counted(masking.counts)}", _UNMASKED]
    return Bundle("\n".join((*head, *body, "")), dict(masking.counts))


def counted(counts: Mapping[Kind, int]) -> str:
    """Return how much of what was masked, in words."""
    found = Counter(counts)
    return ", ".join(f"{kind.value} {found[kind]}" for kind in Kind if found[kind]) or "nothing"
