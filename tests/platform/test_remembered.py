"""What is kept between two starts: whole, private, and never in the way."""

import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_desktop.platform.remembered import Remembered, read, write

ADA = Remembered(server="ic1", user="ada", station_kind="remote-number", station="1", geometry="g")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "some" / "folder" / "remembered.json"
    write(file, ADA)
    assert read(file) == ADA


def test_a_missing_file_is_nothing_remembered(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == Remembered()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"keep": "yes"}', b'{"station_kind": "desk"}', b"\x00" * 9,
     b'{"geometry": "\x80"}', b'{"more": ' + b"[" * 100_000],
)  # fmt: skip
def test_a_broken_file_is_nothing_remembered(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "remembered.json"
    file.write_bytes(content)
    assert read(file) == Remembered()


def test_a_folder_in_its_place_is_nothing_remembered(tmp_path: Path) -> None:
    assert read(tmp_path) == Remembered()


def test_what_a_later_version_wrote_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    file.write_text('{"user": "ada", "colour": "blue"}')
    assert read(file) == Remembered(user="ada")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_file_is_for_the_user_s_eyes_alone_whatever_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    file.write_text("{}")
    file.chmod(0o666)
    write(file, ADA)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_writing_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    for _ in range(2):
        write(file, ADA)
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "remembered.json"
    write(file, ADA)

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(file, Remembered(user="ben"))
    assert read(file) == ADA
    assert list(tmp_path.iterdir()) == [file]


def test_a_password_has_no_place_in_it() -> None:
    assert not [each.name for each in fields(Remembered) if "pass" in each.name]


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_any_text_survives(tmp_path: Path, text: str, keep: bool) -> None:
    file = tmp_path / "remembered.json"
    remembered = Remembered(keep=keep, server=text, user=text, station=text)
    write(file, remembered)
    assert read(file) == remembered
