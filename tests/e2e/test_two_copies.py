"""A second copy is started: the first comes to the front, and the second ends."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.harness import Condition, Program, Start, focused, shown
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import log_on

pytestmark = pytest.mark.e2e


@pytest.fixture
def runtime(tmp_path: Path) -> dict[str, str]:
    """One folder for the sockets of all copies of a test, as a user's session has it."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return {"XDG_RUNTIME_DIR": str(folder)}


def unfocused(id_: str) -> Condition:
    return Condition(id_, without=("focused",))


def copy_on(start: Start, server: str, runtime: dict[str, str]) -> Program:
    return start("-m", "agent_desktop", "--server", server, "--user", "ada", env=runtime)


def test_the_second_brings_the_first_to_the_front_and_ends_with_0(
    start: Start, server: IcServer, runtime: dict[str, str]
) -> None:
    first = copy_on(start, server.url, runtime)
    first.screen.wait(shown("loginDialog"))
    other = copy_on(start, "ic2.example", runtime)
    other.screen.wait(shown("loginDialog"))
    other.screen.wait(focused("loginPassword"))
    first.screen.wait(unfocused("loginPassword"))  # the other is in front
    second = copy_on(start, f"{server.url}/", runtime)
    assert second.wait() == 0
    assert second.output() == ""
    first.screen.wait(focused("loginPassword"))
    assert first.running
    assert other.running


def test_a_second_copy_leaves_a_broken_settings_file_to_one_that_can_tell_of_it(
    start: Start, server: IcServer, runtime: dict[str, str], tmp_path: Path
) -> None:
    copy_on(start, server.url, runtime).screen.wait(shown("loginDialog"))
    own = tmp_path / "home" / ".config" / "agent-desktop" / "settings.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("stage_deadline = 'long'", encoding="utf-8")
    assert copy_on(start, server.url, runtime).wait() == 0
    assert [each.name for each in own.parent.iterdir()] == [own.name]


def test_of_many_started_at_once_one_stays(
    start: Start, server: IcServer, runtime: dict[str, str]
) -> None:
    copies = [copy_on(start, server.url, runtime) for _ in range(3)]
    deadline = time.monotonic() + 40
    while sum(each.running for each in copies) > 1:
        assert time.monotonic() < deadline, copies
        time.sleep(0.05)
    (stays,) = [each for each in copies if each.running]
    assert [each.wait() for each in copies if each is not stays] == [0, 0]
    stays.screen.wait(shown("loginDialog"))


def test_a_hung_copy_is_told_of_within_seconds_and_a_killed_one_is_in_nobody_s_way(
    start: Start, server: IcServer, runtime: dict[str, str]
) -> None:
    first = copy_on(start, server.url, runtime)
    first.screen.wait(shown("loginDialog"))
    os.kill(first.pid, signal.SIGSTOP)
    second = copy_on(start, server.url, runtime)
    assert second.wait() == 2
    assert "it runs already and doesn't answer" in second.output()
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    copy_on(start, server.url, runtime).screen.wait(shown("loginDialog"))


def test_a_copy_is_found_by_the_server_it_is_logged_on_to(
    start: Start, server: IcServer, runtime: dict[str, str]
) -> None:
    typed = start("-m", "agent_desktop", "--user", "ada", "--station", "7001", env=runtime)
    typed.screen.type_text("loginServer", server.url)
    log_on(typed.screen)
    assert copy_on(start, server.url, runtime).wait() == 0


def test_the_demo_is_a_copy_of_its_own(
    start: Start, server: IcServer, runtime: dict[str, str]
) -> None:
    copy_on(start, server.url, runtime).screen.wait(shown("loginDialog"))
    for _ in range(2):
        start("-m", "agent_desktop", "--demo", env=runtime).screen.wait(shown("loginDialog"))
