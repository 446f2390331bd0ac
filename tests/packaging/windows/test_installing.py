"""The installer for Windows: what it does, what it keeps, what it leaves."""

from collections.abc import Iterator
from pathlib import Path

import msi
import pytest

from agent_desktop.platform.settings import lay
from agent_desktop.platform.settings.registry import MACHINE_KEY, machine, policy_file
from tests.packaging.windows.machine import Machine

pytestmark = [pytest.mark.packages, pytest.mark.timeout(600)]

TOLD = {
    "SERVERURL": "https://ic1.example",
    "STATIONKIND": "remote-number",
    "CAFILE": r"C:\site\ca.pem",
    "STAGEMAP": r"C:\site\stages.toml",
    "COMPANION": "1",
    "APPEARANCE": "dark",
    "AUTOSTART": "1",
    "POLICYFILE": r"C:\site\policy.toml",
}


class Site:
    """A computer and the installers; what was installed last is removed at the end."""

    def __init__(self, computer: Machine, installers: dict[str, Path]) -> None:
        self.computer = computer
        self.installers = installers

    def install(self, version: str, *words: str, **told: str) -> int:
        given = [f"{name}={value}" for name, value in told.items()]
        return self.computer.msiexec("/i", self.installers[version], *words, *given)

    def remove(self, version: str) -> int:
        return self.computer.msiexec("/x", self.installers[version])

    @property
    def folder(self) -> Path:
        return self.computer.programs() / "Agent Desktop"

    def program(self) -> str:
        """What stands in the installed program: its version, as the stand-in has it."""
        return (self.folder / "agent-desktop.exe").read_text(encoding="utf-8")

    def settings(self) -> dict[str, str]:
        return self.computer.registry(MACHINE_KEY)


@pytest.fixture
def site(computer: Machine, installers: dict[str, Path]) -> Iterator[Site]:
    made = Site(computer, installers)
    yield made
    for version in installers:
        made.remove(version)
    assert not made.folder.exists()


def test_a_silent_installation_brings_the_program_and_its_place_in_the_start_menu(
    site: Site, tmp_path: Path
) -> None:
    assert site.install("1.0.0") == 0
    payload = msi.stand_in(tmp_path / "payload", "1.0.0")
    brought = {str(each.relative_to(payload)) for each in payload.rglob("*") if each.is_file()}
    found = {str(each.relative_to(site.folder)) for each in site.folder.rglob("*")}
    assert brought <= found
    assert {"policy/agent-desktop.admx", "policy/en-US/agent-desktop.adml"} <= {
        each.replace("\\", "/") for each in found
    }
    assert site.computer.in_start_menu("Agent Desktop")
    assert site.settings() == {}


def test_what_the_installer_is_told_is_what_the_program_reads(site: Site) -> None:
    assert site.install("1.0.0", **TOLD) == 0

    def read(hive: str, key: str) -> dict[str, str]:
        return site.computer.registry(key) if hive == "HKLM" else {}

    source = machine(read)
    assert policy_file(read) == TOLD["POLICYFILE"]
    settings = lay([source]).settings
    assert (settings.server, settings.station_kind) == ("https://ic1.example", "remote-number")
    assert settings.companion
    assert {each.name for each in msi.PROPERTIES} == set(TOLD)


def test_a_session_begins_with_the_program_only_where_the_setting_says_so(site: Site) -> None:
    assert site.install("1.0.0") == 0
    command = site.computer.registry(msi.RUN_KEY)["AgentDesktop"]
    assert command == r'"C:\Program Files\Agent Desktop\agent-desktop.exe" --autostart'
    assert "autostart" not in site.settings()


@pytest.mark.parametrize("name", [each.name for each in msi.PROPERTIES if each.words])
def test_a_word_that_the_program_would_refuse_is_refused_by_the_installer(
    site: Site, name: str
) -> None:
    assert site.install("1.0.0", **{name: "pink"}) == site.computer.failed
    assert not site.folder.exists()
    assert not site.computer.has_key(MACHINE_KEY)


def test_an_upgrade_keeps_what_was_told_and_takes_what_is_told_anew(site: Site) -> None:
    assert site.install("1.0.0", **TOLD) == 0
    own = site.folder / "settings.toml"
    own.write_text("ledger_days = 3\n", encoding="utf-8")
    before = site.settings()
    assert site.install("1.1.0", SERVERURL="https://ic2.example") == 0
    assert "1.1.0" in site.program()
    assert (site.folder / "_internal" / "new.dll").is_file()
    assert not (site.folder / "_internal" / "base_library.zip").exists()
    assert site.settings() == before | {"server": "https://ic2.example"}
    assert own.read_text(encoding="utf-8") == "ledger_days = 3\n"
    own.unlink()
    assert site.computer.msiexec("/x", msi.product_code("1.0.0")) != 0  # it has gone


def test_an_older_version_is_refused_and_changes_nothing(site: Site) -> None:
    assert site.install("1.0.0", SERVERURL="https://ic1.example") == 0
    assert site.install("0.9.0", SERVERURL="https://old.example") == site.computer.failed
    assert "1.0.0" in site.program()
    assert site.settings() == {"server": "https://ic1.example"}


def test_a_repair_brings_back_what_is_missing(site: Site) -> None:
    assert site.install("1.0.0", SERVERURL="https://ic1.example") == 0
    (site.folder / "agent-desktop.exe").unlink()
    (site.folder / "_internal" / "resources" / "icons" / "mark.svg").unlink()
    # What `msiexec /f` asks for, in words that wine's knows too.
    assert site.install("1.0.0", REINSTALL="ALL", REINSTALLMODE="omus") == 0
    assert "1.0.0" in site.program()
    assert (site.folder / "_internal" / "resources" / "icons" / "mark.svg").is_file()
    assert site.settings() == {"server": "https://ic1.example"}


def test_a_removal_leaves_nothing_of_the_program(site: Site) -> None:
    assert site.install("1.0.0", **TOLD) == 0
    assert site.remove("1.0.0") == 0
    assert not site.folder.exists()
    assert not site.computer.in_start_menu("Agent Desktop")
    assert not site.computer.has_key(MACHINE_KEY)
    assert "AgentDesktop" not in site.computer.registry(msi.RUN_KEY)


def test_a_removal_leaves_the_administrator_s_own_file(site: Site) -> None:
    assert site.install("1.0.0") == 0
    own = site.folder / "settings.toml"
    own.write_text("ledger_days = 3\n", encoding="utf-8")
    assert site.remove("1.0.0") == 0
    assert [each.name for each in site.folder.iterdir()] == ["settings.toml"]
    own.unlink()
    site.folder.rmdir()
