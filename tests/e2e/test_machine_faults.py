"""The real program on a computer that fails it: no room, no place to write, a broken file."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.harness import Program, Start, lists, reads, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import confirmed, join, log_on, take_call

pytestmark = pytest.mark.e2e

NOTE = "Ask for the office, after five."
# No file of this program may grow beyond 1,500 bytes: the ledger can't even begin.
NO_ROOM = """
import resource, sys
sys.dont_write_bytecode = True  # a file cut short would be there for the next start
resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
from agent_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
WITH_NO_MASK = """
import os, sys
os.umask(0)
from agent_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def works_a_call(program: Program, server: IcServer) -> None:
    """Confirm a stage, and type a note that stays where it can't be kept."""
    screen = program.screen
    log_on(screen)
    join(screen)
    take_call(screen, server)
    screen.key("2")
    screen.wait(shown("stageState", confirmed("2 Offer")))
    screen.key("ctrl+3")
    screen.type_text("noteText", NOTE)
    screen.wait(reads("noteText", NOTE))
    screen.key("ctrl+5")
    screen.wait(lists("notificationList", "What you type can't be kept"))
    screen.key("ctrl+3")
    screen.wait(reads("noteText", NOTE))


def options(server: IcServer) -> tuple[str, ...]:
    return ("--server", server.url, "--user", "ada", "--station", "7001")


def test_without_room_on_the_disk_calls_are_worked_and_it_is_told(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    log = tmp_path / "desk.log"
    more = ("--log-level", "debug", "--log-file", str(log))
    program = start("-c", NO_ROOM, *options(server), *more)
    works_a_call(program, server)
    assert program.output() == "agent-desktop: the log can't be written (EFBIG)\n"
    assert log.stat().st_size == 1500


def test_in_a_profile_that_takes_no_file_calls_are_worked_and_it_is_told(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in (".local", ".config", ".cache"):
        (home / name).write_text("not a folder: nothing can be made in it, by root neither")
    program = start("-m", "agent_desktop", *options(server))
    works_a_call(program, server)
    program.screen.key("ctrl+5")
    program.screen.wait(lists("notificationList", "What you last used can.t be kept"))
    assert "Traceback" not in program.output()


def test_a_broken_settings_file_is_named_kept_aside_and_the_program_starts(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    own = tmp_path / "home" / ".config" / "agent-desktop" / "settings.toml"
    own.parent.mkdir(parents=True)
    broken = f'server = "{server.url}"\nstage_deadline = "long"\n'
    own.write_text(broken, encoding="utf-8")
    screen = start("-m", "agent_desktop", *options(server)).screen
    log_on(screen)
    screen.wait(lists("notificationList", r"settings file.*line 2: .*stage_deadline"))
    (kept,) = own.parent.glob("settings.toml.broken-*")
    assert kept.read_text(encoding="utf-8") == broken
    assert not own.exists()
    screen.wait(lists("notificationList", rf"kept as {kept.name}"))


def made_by(folder: Path) -> Iterator[Path]:
    yield from (each for each in folder.rglob("*") if not each.is_symlink())


def test_whatever_the_program_makes_is_the_user_s_alone(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    """Under the most open mask there is: settings, ledger, logs, sockets, reports, all of it."""
    run, temporary, home = tmp_path / "run", tmp_path / "tmp", tmp_path / "home"
    for folder in (run, temporary, home):
        folder.mkdir(mode=0o700)
    env = {"XDG_RUNTIME_DIR": str(run), "TMPDIR": str(temporary)}
    more = ("--log-level", "debug", "--log-file", str(home / "logs" / "desk.log"))
    program = start("-c", WITH_NO_MASK, *options(server), *more, env=env)
    log_on(program.screen)
    join(program.screen)
    take_call(program.screen, server)
    program.screen.key("ctrl+3")
    program.screen.type_text("noteText", NOTE)
    program.screen.wait(shown("noteState", "^Saved$"))
    made = [
        each
        for each in (*made_by(home), *made_by(run), *made_by(temporary))
        if not each.name.startswith("output-")  # the test's own
    ]
    names = {each.name for each in made}
    assert {"ledger.sqlite3", "remembered.json", "desk.log", "crashes"} <= names
    assert any(stat.S_ISSOCK(each.stat().st_mode) for each in made)
    assert any(each.name.startswith("run-") for each in made)
    open_to_others = [
        f"{each.relative_to(tmp_path)} {stat.S_IMODE(each.stat().st_mode):o}"
        for each in made
        if each.stat().st_mode & 0o077
    ]
    assert open_to_others == []
