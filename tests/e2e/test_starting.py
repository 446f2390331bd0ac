"""The command line, settings files, and machines without a screen."""

import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop import __version__
from tests.e2e.harness import Desktop, Start, lists, shown
from tests.e2e.harness.desktop import plain_environment
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import desktop_on, log_on

pytestmark = pytest.mark.e2e

CANNOT_START = 2
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(
    home: Path, *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end where there is no screen, unless `env` names one."""
    plain = plain_environment(home)
    without_screen = {name: value for name, value in plain.items() if name not in SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "agent_desktop", *arguments],
        env=without_screen | (env or {}),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({}, "There is no screen to show the window on (DISPLAY is not set)."),
        ({"QT_QPA_PLATFORM": "xcb"}, "There is no screen to show the window on"),
        ({"DISPLAY": ":4711"}, "The screen :4711 doesn't take the window."),
        ({"DISPLAY": "no-such-host.invalid:0"}, "The screen no-such-host.invalid:0 doesn't take"),
    ],
)
def test_without_a_screen_it_says_so_and_what_to_do(
    tmp_path: Path, env: dict[str, str], reason: str
) -> None:
    ended = run(tmp_path, "--demo", env=env)
    assert ended.returncode == CANNOT_START
    assert ended.stderr.startswith(f"agent-desktop: {reason}")
    assert "`--demo --tour DIR` needs no screen" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1, "one sentence, nothing of Qt's"


def test_version_and_help_need_no_screen(tmp_path: Path) -> None:
    version = run(tmp_path, "--version")
    assert (version.returncode, version.stdout) == (0, f"agent-desktop {__version__}\n")
    shown_help = run(tmp_path, "--help")
    assert shown_help.returncode == 0
    options = ("--server", "--user", "--station", "--config", "--demo", "--tour", "--log-level")
    assert all(option in shown_help.stdout for option in options)


@pytest.mark.parametrize(
    "arguments", [("--no-such-option",), ("--log-level", "loud"), ("--station",)]
)
def test_a_wrong_command_line_is_told_with_the_usage(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ended = run(tmp_path, *arguments)
    assert ended.returncode == CANNOT_START
    assert ended.stderr.startswith("usage: agent-desktop")
    assert arguments[0] in ended.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        ('appearance = "pink"', "appearance"),
        ("server = 7", "`server` must be text"),
        ("stage_deadline = 0.01", "stage_deadline"),
        ("server = ", "line 1"),
    ],
)
def test_a_settings_file_that_was_named_must_be_right(
    tmp_path: Path, desktop: Desktop, content: str | None, said: str
) -> None:
    file = tmp_path / "site.toml"
    if content is not None:
        file.write_text(content + "\n", encoding="utf-8")
    ended = run(tmp_path, "--config", str(file), env={"DISPLAY": desktop.env["DISPLAY"]})
    assert ended.returncode == CANNOT_START
    assert ended.stderr.startswith(f"agent-desktop: {file}: ")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_named_settings_file_is_used_and_the_command_line_wins(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    file = tmp_path / "site.toml"
    file.write_text(f'server = "{server.url}"\nuser = "ben"\nstation = "7002"\n', encoding="utf-8")
    screen = start("-m", "agent_desktop", "--config", str(file), "--user", "cleo").screen
    screen.wait(shown("loginDialog"))
    assert screen.text("loginServer") == server.url
    assert (screen.text("loginUser"), screen.text("loginStation")) == ("cleo", "7002")


def test_broken_files_of_the_users_own_are_told_in_the_window(
    start: Start, server: IcServer, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").write_text(
        '[sets.Renewals]\n1 = "Identify"\ntwo = "Offer"\n', encoding="utf-8"
    )
    named = tmp_path / "site.toml"
    own = tmp_path / "home" / ".config" / "agent-desktop" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text("stage_deadline = 'long'\n", encoding="utf-8")
    named.write_text('stage_map = "map.toml"\nsever = "ic1"\n', encoding="utf-8")

    screen = desktop_on(start, server, "--config", str(named)).screen
    log_on(screen)
    screen.wait(lists("notificationList", r"stage map can't be used.*map\.toml: line 3: "))
    screen.wait(lists("notificationList", r"settings file can't be used.*stage_deadline"))
    screen.wait(lists("notificationList", r"passed over.*line 2: .*`sever`; is `server` meant"))
