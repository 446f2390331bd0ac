"""What the installer for Windows is made of; read from its database, without Windows."""

import subprocess
import uuid
import zipfile
from pathlib import Path

import msi
import pytest
import windows_icon
from problem import Problem
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from agent_desktop.platform.settings import settings_by_key
from agent_desktop.platform.settings.registry import MACHINE_KEY, POLICY_FILE


def test_each_property_becomes_a_setting_that_may_be_what_the_installer_takes() -> None:
    known = settings_by_key()
    for told in msi.PROPERTIES:
        if told.value == POLICY_FILE:
            continue
        setting = known[told.value]
        choices = setting.choices or (("0", "1") if setting.built_in in (True, False) else ())
        assert told.words == choices


def test_the_installer_and_the_program_mean_the_same_key() -> None:
    assert msi.MACHINE_KEY == MACHINE_KEY


def test_the_product_keeps_its_name_for_ever() -> None:
    """Changed, a new version would stand beside the old one."""
    assert msi.UPGRADE_CODE == "5C1E7E8D-6A43-4B57-9C0E-0D0A1F9B7E11"
    assert uuid.UUID("6f0f3a52-6f2b-4a1c-8f0e-3a8f9b1c2d10") == msi.COMPONENTS


@pytest.mark.packages
def test_a_file_keeps_its_component_over_versions(tmp_path: Path) -> None:
    def components(version: str) -> dict[str, str]:
        target = tmp_path / f"{version}.msi"
        msi.build(msi.stand_in(tmp_path / version, version), target, version)
        told = subprocess.run(
            ["msiinfo", "export", target, "Component"], capture_output=True, text=True, check=True
        )
        rows = [line.split("\t") for line in told.stdout.splitlines()[3:]]
        return {row[0]: row[1] for row in rows}

    before = components("1.0.0")
    assert before == components("1.1.0")
    assert len(set(before.values())) == len(before) > len(msi.PROPERTIES)


def test_a_folder_without_the_program_is_no_payload(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"no agent-desktop\.exe"):
        msi.main(["--payload", str(tmp_path)])


def test_the_portable_zip_holds_all_of_the_payload_in_one_folder(tmp_path: Path) -> None:
    payload = msi.stand_in(tmp_path / "payload", "1.0.0")
    with zipfile.ZipFile(msi.portable(payload, tmp_path / "it.zip")) as packed:
        assert packed.testzip() is None
        names = set(packed.namelist())
    files = {each.relative_to(payload).as_posix() for each in payload.rglob("*") if each.is_file()}
    assert names == {f"Agent Desktop/{each}" for each in files}


def test_the_icon_is_the_program_s_in_every_size(qtbot: QtBot) -> None:
    """Drawn anew it may differ in a pixel; that it is there and whole is what counts."""
    data = windows_icon.ICON.read_bytes()
    count = int.from_bytes(data[4:6], "little")
    assert count == len(windows_icon.SIZES)
    for number, size in enumerate(windows_icon.SIZES):
        entry = data[6 + 16 * number : 22 + 16 * number]
        length, at = int.from_bytes(entry[8:12], "little"), int.from_bytes(entry[12:16], "little")
        picture = QImage.fromData(data[at : at + length])
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.hasAlphaChannel()
