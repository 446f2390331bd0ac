"""A password that is kept on the computer: in the system's vault, and nowhere else."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.platform.resources import resources
from tests.e2e.harness import (
    Desktop,
    Program,
    Start,
    checked,
    described,
    disabled,
    enabled,
    gone,
    lists,
    shown,
)
from tests.e2e.ic_server import IcServer
from tests.e2e.shift import CAMPAIGN, desktop_on
from tests.platform.secret_service import SecretService

pytestmark = pytest.mark.e2e

PASSWORD = "canary-password-4711"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[IcServer]:
    """The demo's server, on which everybody has a password that nothing else is called."""
    demo = (resources() / "scenarios" / "demo.toml").read_text(encoding="utf-8")
    text, times = re.subn(r'password = "[^"]*"', f'password = "{PASSWORD}"', demo)
    assert times
    file = tmp_path / "scenario.toml"
    file.write_text(text, encoding="utf-8")
    server = IcServer("--scenario", str(file))
    yield server
    server.stop()


@pytest.fixture
def wallet(desktop: Desktop, tmp_path: Path) -> Iterator[Path]:
    """GNOME Keyring on the desktop; yields the folder of its files."""
    home = tmp_path / "wallet"
    home.mkdir()
    service = SecretService(desktop.env | {"HOME": str(home)})
    yield home
    service.stop()


def everything_in(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def ended(program: Program) -> None:
    """End the program as the end of a desktop session does."""
    os.kill(program.pid, signal.SIGTERM)
    assert program.wait() == 0


def logged_on(program: Program) -> None:
    program.screen.press("loginSubmit")
    program.screen.wait(gone("loginDialog"))
    program.screen.wait(lists("campaignList", CAMPAIGN))


def test_it_logs_on_again_without_typing_and_lies_in_no_file_log_or_argument(
    start: Start, server: IcServer, wallet: Path
) -> None:
    first = desktop_on(start, server, "--log-level", "debug")
    first.screen.wait(enabled("loginKeepPassword"))
    first.screen.press("loginKeepPassword")
    first.screen.type_text("loginPassword", PASSWORD)
    logged_on(first)
    ended(first)

    second = desktop_on(start, server, "--log-level", "debug")
    second.screen.wait(described("loginPassword", "kept in the system's vault"))
    second.screen.wait(checked("loginKeepPassword"))
    logged_on(second)
    process = Path(f"/proc/{second.pid}")
    started = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    ended(second)

    assert (wallet / ".local/share/keyrings/login.keyring").is_file()
    secret = PASSWORD.encode()
    assert secret not in started
    assert secret not in everything_in(second.home)
    assert secret not in everything_in(wallet), "the vault encrypts it"


def test_without_an_open_vault_the_choice_is_off_and_says_why(
    start: Start, server: IcServer
) -> None:
    program = desktop_on(start, server)
    program.screen.wait(shown("loginKeepReason", "vault"))
    program.screen.wait(disabled("loginKeepPassword"))
