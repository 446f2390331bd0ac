"""What the bundle needs of the system, and the Debian packages of it."""

import sys
from pathlib import Path

import needs
import pytest
from problem import Problem
from system import LIBRARIES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's libraries")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle of one library."""
    (tmp_path / "libown.so.1").write_bytes(b"\x7fELF")
    return tmp_path


def say(monkeypatch: pytest.MonkeyPatch, linked: list[str], symbols: list[str]) -> None:
    texts = {
        "-p": "\n".join(f"  NEEDED               {name}" for name in linked),
        "-T": "\n".join(f"0 DF *UND* 0 ({symbol}) name" for symbol in symbols),
    }
    monkeypatch.setattr(needs, "_objdump", lambda what, _files: texts[what])


def test_each_library_is_asked_for_by_its_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = ["libssl.so.3", "libcrypto.so.3", "libown.so.1", "libc.so.6", "ld-linux-x86-64.so.2"]
    say(monkeypatch, linked, ["GLIBC_2.9", "GLIBC_2.34", "GLIBCXX_3.4.29"])
    assert needs.depends(folder) == [
        "libc6 (>= 2.34)",
        "libdbus-1-3",
        "libssl3",
        "libstdc++6 (>= 11)",
    ]


def test_a_library_that_nobody_has_named_ends_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, ["libgtk-3.so.0"], ["GLIBC_2.34"])
    with pytest.raises(Problem, match=r"libgtk-3\.so\.0"):
        needs.depends(folder)


def test_symbols_newer_than_any_known_end_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, [], ["GLIBCXX_3.4.99"])
    with pytest.raises(Problem, match=r"3\.4\.99"):
        needs.depends(folder)


def test_programs_and_libraries_are_found_by_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "program").write_bytes(b"\x7fELF rest")
    (tmp_path / "text.so").write_bytes(b"no")
    (tmp_path / "link").symlink_to("program")
    assert list(needs.binaries(tmp_path)) == [tmp_path / "program"]


def test_the_packages_of_the_set_up_are_those_of_the_bundle() -> None:
    assert needs.SYSTEM.items() >= LIBRARIES.items()
