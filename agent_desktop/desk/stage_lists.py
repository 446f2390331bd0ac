"""Which stages a campaign has, and who says so."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from enum import Enum

from agent_desktop.immutable import immutable

# In every stage set, starts every call, cannot be renamed (reference, "Stages").
CALL_CONNECTED = "[Call Connected]"


class StageSource(Enum):
    """Where a stage list comes from, best first."""

    SCRIPT = "script"  # the campaign's own base-script form
    MAP = "map"  # the administrator's stage map
    NONE = "none"  # nobody names them: a number field


@immutable
class Stage:
    """One stage: its number in the campaign's stage set, and its name."""

    number: int
    name: str
    drifted: bool = False  # the script has it, the administrator's map doesn't


@immutable
class StageList:
    """The stages of one campaign, in order of their numbers; stage 0 is always there."""

    stages: tuple[Stage, ...] = (Stage(0, CALL_CONNECTED),)
    source: StageSource = StageSource.NONE
    loading: bool = False

    def name(self, number: int) -> str:
        """Return the stage's name, or an empty text where nobody named it."""
        place = bisect_left(self.stages, number, key=lambda stage: stage.number)
        found = self.stages[place : place + 1]
        return found[0].name if found and found[0].number == number else ""


def stage_list(
    script: Iterable[tuple[int | None, str]], mapped: Mapping[int, str] | None
) -> StageList:
    """Choose the list: the script's pages (stage, page name), else the map, else stage 0 alone.

    Several pages may belong to one stage; the map's name is then the better one, and else
    the first page's.
    """
    pages: dict[int, str] = {}
    for number, name in script:
        if number is not None and number >= 0:
            pages.setdefault(number, name.strip())
    if pages:
        known = mapped or {}
        stages = {
            number: Stage(
                number, known.get(number, name), drifted=bool(known and number not in known)
            )
            for number, name in pages.items()
        }
        return _ordered(stages, StageSource.SCRIPT)
    if mapped:
        return _ordered({n: Stage(n, name) for n, name in mapped.items()}, StageSource.MAP)
    return StageList()


def _ordered(stages: dict[int, Stage], source: StageSource) -> StageList:
    stages = {**stages, 0: Stage(0, CALL_CONNECTED)}
    return StageList(tuple(stages[number] for number in sorted(stages)), source)
