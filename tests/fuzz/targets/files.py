"""Files: the stage map, settings, scenarios, what is remembered, and a damaged ledger."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from agent_desktop.desk.stage_map import HIGHEST_STAGE, LONGEST_NAME, StageMap, StageMapError
from agent_desktop.ledger import CallKey, History, HistoryFilter, Ledger, Outcome, StorageFailed
from agent_desktop.ledger.file import open_for_writing
from agent_desktop.platform import remembered
from agent_desktop.platform.settings import Layer, Settings, SettingsError, Source, lay
from agent_desktop.platform.settings.files import read
from agent_desktop.simulator.scenario_file import ScenarioError, parse_scenario
from agent_desktop.simulator.world import World
from tests.fuzz import documents
from tests.fuzz.spoiling import as_json, spoilt_json, spoilt_text
from tests.fuzz.target import Check, Target, plain

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADA = HistoryFilter("ic1.example", "ada")


def in_a_folder(check: Callable[[Path, bytes], None]) -> Any:
    """Return the `open` of a check that needs a file to write each input to."""

    @contextmanager
    def opened() -> Iterator[Check]:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            file = Path(folder) / "file"
            yield lambda data: check(file, data)

    return opened


def check_stage_map(data: bytes) -> None:
    """A map keeps its bounds, or each fault is named with a line that there is."""
    text = data.decode("utf-8", "replace")
    try:
        found = StageMap.parse(text)
    except StageMapError as error:
        assert error.faults
        for fault in error.faults:
            where, _, sentence = fault.partition(": ")
            assert sentence
            if where.startswith("line "):
                assert 1 <= int(where.removeprefix("line ")) <= text.count("\n") + 1
            else:
                assert where in ("end of file", "the map can't be read")
        return
    for stages in found.sets.values():
        for number, name in stages.items():
            assert 0 <= number <= HIGHEST_STAGE
            assert 0 < len(name) <= LONGEST_NAME
            assert name == name.strip()
    for key, chosen in found.campaigns.items():
        assert found.stages(key, "") == found.sets[chosen] == found.stages("", key)
    assert StageMap.parse(text + "\n# more\n") == found


def check_settings(file: Path, data: bytes) -> None:
    """Settings keep their bounds, or one sentence names the file."""
    file.write_bytes(data)
    try:
        source = read(file, Layer.MACHINE)
    except SettingsError as error:
        assert str(error).startswith(f"{file}: ")
        return
    found = lay([source])
    assert 0.1 <= found.settings.stage_deadline <= 600
    assert 0 <= found.settings.ledger_days <= 3650
    assert msgspec.convert(msgspec.to_builtins(found.settings), Settings) == found.settings
    assert len(found.origins) + len(found.passed_over) == len(source.values)
    typed = Source(Layer.COMMAND_LINE, "", {"user": "ben"})
    assert lay([source, typed]).settings.user == "ben"


def check_scenario(data: bytes) -> None:
    """A scenario can be played, or one sentence says what is wrong."""
    try:
        played = parse_scenario(data.decode("utf-8", "replace"), "file")
    except ScenarioError as error:
        assert str(error).startswith("file")
        assert len(str(error)) > 8
        return
    world = World(played, seed=1)
    assert set(world.users) == {user.id.casefold() for user in played.user}


def check_remembered(file: Path, data: bytes) -> None:
    """A file is read or counts as none, and is kept as it was read."""
    file.write_bytes(data)
    found = remembered.read(file)
    remembered.write(file, found)
    assert remembered.read(file) == found


@contextmanager
def damaged_ledger() -> Iterator[Check]:
    """Open a ledger of a few calls, whose file each case damages."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        whole = _shift(Path(folder) / "whole.sqlite3")
        file = Path(folder) / "ledger.sqlite3"
        yield lambda data: check_ledger(file, whole, data)


def check_ledger(file: Path, whole: bytes, data: bytes) -> None:
    """Every question to a damaged file is answered, or ends with an error of the ledger's."""
    for tail in ("-wal", "-shm"):
        file.with_name(file.name + tail).unlink(missing_ok=True)
    file.write_bytes(_damage(whole, data))
    history = History(file, "run")
    questions: tuple[Callable[[], object], ...] = (
        lambda: history.count(ADA),
        lambda: history.page(ADA, None, 9),
        lambda: history.stages_of(history.ids(ADA)),
        lambda: history.outcomes_of(history.ids(ADA)),
        lambda: history.unfinished("ic1.example", "ada", START),
        lambda: history.campaign_times(ADA),
        lambda: open_for_writing(file).close(),
    )
    for question in questions:
        try:
            question()
        except StorageFailed as error:
            assert str(error)
            assert error.detail


def _damage(whole: bytes, data: bytes) -> bytes:
    """Overwrite three bytes where the first four of each seven say; an odd end cuts the file."""
    content = bytearray(whole)
    for at in range(0, len(data) - 6, 7):
        where = int.from_bytes(data[at : at + 4]) % len(content)
        content[where : where + 3] = data[at + 4 : at + 7]
    rest = len(data) % 7
    return bytes(content[: len(content) * rest // 3] if 0 < rest < 3 else content)


def _shift(file: Path) -> bytes:
    ledger = Ledger(file, keep_contact_data=True)
    for number in range(6):
        key, at = CallKey("ic1.example", "ada", f"200{number}"), START + timedelta(minutes=number)
        ledger.open_call(key, documents.SPRING, "Spring", "predictive", at)
        ledger.connected(key, at)
        ledger.stage_asked(key, f"ask {number}", 1, "Identify", at)
        ledger.stage_settled(f"ask {number}", "confirmed", at + timedelta(seconds=1), status=200)
        ledger.stage_asked(key, f"more {number}", 2, "Offer", at)
        ledger.outcome_chosen(key, Outcome("Call back", "Scheduled", scheduled_at=at), at)
        ledger.note(key, "calls again", at)
    assert ledger.close(20)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
    return file.read_bytes()


STAGE_MAPS = (documents.STAGE_MAP.encode(),)
SETTINGS = (documents.SETTINGS.encode(),)
SCENARIOS = (documents.SCENARIO.encode(),)

LEDGER = st.lists(
    st.builds(
        lambda where, what: where.to_bytes(4) + what,
        st.integers(0, 2**20),
        st.binary(min_size=3, max_size=3),
    ),
    max_size=12,
).map(lambda damages: (b"".join(damages),))

TARGETS = (
    Target("stage map", plain(check_stage_map), spoilt_text(STAGE_MAPS), STAGE_MAPS, 80),
    Target("settings", in_a_folder(check_settings), spoilt_text(SETTINGS), SETTINGS, 40),
    Target("scenario", plain(check_scenario), spoilt_text(SCENARIOS), SCENARIOS, 40),
    Target(
        "remembered",
        in_a_folder(check_remembered),
        spoilt_json((documents.REMEMBERED,)),
        (as_json(documents.REMEMBERED),),
        20,
    ),
    Target("ledger", damaged_ledger, LEDGER, (), 10),
)
