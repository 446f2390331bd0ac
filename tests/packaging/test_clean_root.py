"""The package's life on a computer of its own: installed, used, upgraded, downgraded, removed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bundle
import deb
import pytest

from agent_desktop import __version__
from tests.packaging.built import assert_played, package
from tests.packaging.clean_root import USER, Root, clean_root, reason_against, screen

pytestmark = [
    pytest.mark.clean_root,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(bool(reason_against()), reason=reason_against() or "none"),
]

BEFORE = "0.3.9~test"
SETTINGS = f"{Root.home}/.config/agent-desktop/settings.toml"
REMEMBERED = f"{Root.home}/.local/state/agent-desktop/remembered.json"
LEDGER = f"{Root.home}/.local/share/agent-desktop/ledger.sqlite3"
POLICY = "/etc/agent-desktop/policy.d/10-site.toml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    with clean_root(tmp_path_factory.mktemp("clean") / "root") as made:
        yield made


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as address:
        yield address


@pytest.fixture(scope="module")
def version_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with the same in it that calls itself older."""
    folder = tmp_path_factory.mktemp("before")
    return deb.build(bundle.BUNDLE, BEFORE, folder / f"agent-desktop_{BEFORE}_amd64.deb")


@contextmanager
def running(root: Root, display: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The program at its log-on dialog, started by the user."""
    log = f"{root.home}/log.txt"
    options = ("--log-level", "info", "--log-file", log)
    process = subprocess.Popen(root.command("agent-desktop", *options, user=USER, DISPLAY=display))
    try:
        shown = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "agent-desktop"]
        subprocess.run(
            shown,
            env=os.environ | {"DISPLAY": display},
            check=True,
            timeout=60,
            stdout=subprocess.DEVNULL,
        )
        second = root.run("agent-desktop", user=USER, within=60, DISPLAY=display)
        assert second.returncode == 0, second.stderr  # the first window was brought to the front
        assert process.poll() is None
        yield process
    finally:
        process.terminate()
        process.wait()


def test_a_life_from_installing_to_purging(root: Root, display: str, version_before: Path) -> None:
    before = root.files()
    installed(root, version_before)
    plays_the_tour(root, display)
    upgraded_under_a_program_that_runs(root, display)
    policy_has_the_last_word(root)
    downgraded_with_the_settings_of_a_newer_version(root, display, version_before)
    removed(root, before)


def installed(root: Root, version_before: Path) -> None:
    root.install(version_before)
    assert root.must("dpkg-query", "-Wf${Version}", "agent-desktop") == BEFORE
    assert root.must("agent-desktop", "--version", user=USER) == f"agent-desktop {__version__}\n"
    assert root.must("dpkg", "--verify", "agent-desktop") == ""
    missing = root.must("sh", "-c", "find /usr/lib/agent-desktop -name '*.so*' -exec ldd {} + 2>&1")
    # Qt's plugins find Qt beside them, by their own path; all else is the system's.
    assert not [line for line in missing.splitlines() if "not found" in line and "Qt" not in line]
    assert (root.folder / "etc/agent-desktop/policy.d").is_dir()


def plays_the_tour(root: Root, display: str) -> None:
    pictures = f"{root.home}/pictures"
    command = ("agent-desktop", "--demo", "--tour", pictures)
    played = root.run(*command, user=USER, DISPLAY=display)
    written = root.folder / pictures.lstrip("/")
    assert_played(written, played.returncode, played.stdout + played.stderr)


def upgraded_under_a_program_that_runs(root: Root, display: str) -> None:
    own = {SETTINGS: 'user = "ada"\n', REMEMBERED: "{}\n", LEDGER: ""}
    for file, text in own.items():
        root.write(file, text, USER)
    with running(root, display) as process:
        root.install(package())
        assert root.must("dpkg-query", "-Wf${Version}", "agent-desktop") == __version__
        again = root.run("agent-desktop", user=USER, within=60, DISPLAY=display)
        assert again.returncode == 0, again.stderr
        assert process.poll() is None
        process.terminate()
        assert process.wait(30) == 0
    assert (root.folder / SETTINGS.lstrip("/")).read_text(encoding="utf-8") == own[SETTINGS]
    assert (root.folder / REMEMBERED.lstrip("/")).exists()
    assert root.settings()["user"] | {"place": ""} == {"value": "ada", "from": "user", "place": ""}


def policy_has_the_last_word(root: Root) -> None:
    root.write(POLICY, 'server = "https://ic1.example"\nuser = "bob"\n')
    told = root.settings()
    assert told["server"] == {"value": "https://ic1.example", "from": "policy", "place": POLICY}
    assert told["user"]["from"] == "policy"
    root.write(POLICY, "stage_deadline = 10000\n")
    refused = root.run("agent-desktop", "settings", user=USER)
    assert refused.returncode == 2
    assert POLICY in refused.stderr
    root.must("rm", POLICY)


def downgraded_with_the_settings_of_a_newer_version(
    root: Root, display: str, version_before: Path
) -> None:
    newer = 'user = "ada"\nof_a_later_version = true\n'
    root.write(SETTINGS, newer, USER)
    root.install(version_before, "--allow-downgrades")
    assert root.must("dpkg-query", "-Wf${Version}", "agent-desktop") == BEFORE
    told = root.run("agent-desktop", "settings", user=USER)
    assert told.returncode == 1
    assert "of_a_later_version" in told.stderr
    with running(root, display) as process:
        process.terminate()
        assert process.wait(30) == 0
    assert (root.folder / SETTINGS.lstrip("/")).read_text(encoding="utf-8") == newer


def removed(root: Root, before: set[str]) -> None:
    root.write("/etc/agent-desktop/settings.toml", "ledger_days = 5\n")
    root.must("apt-get", "remove", "-yq", "agent-desktop")
    assert not (root.folder / "usr/lib/agent-desktop").exists()
    assert (root.folder / "etc/agent-desktop/settings.toml").exists()
    root.must("apt-get", "purge", "-yq", "--autoremove", "agent-desktop")
    left = root.files() - before
    assert left == set()
    assert (root.folder / SETTINGS.lstrip("/")).exists()
