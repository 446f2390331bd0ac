"""The Debian package as it was built: what it says of itself and what its tools say of it."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import deb
import needs
import pytest

from agent_desktop import __version__
from tests.e2e.harness.screen import REPOSITORY
from tests.packaging.built import package

pytestmark = [
    pytest.mark.smoke,
    pytest.mark.timeout(400),
    pytest.mark.skipif(sys.platform != "linux", reason="Debian's tools"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the package unpacks to, with its own papers in DEBIAN."""
    folder = tmp_path_factory.mktemp("tree") / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", package(), folder], check=True)
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


def field(name: str) -> str:
    asked = subprocess.run(
        ["dpkg-deb", "--field", package(), name], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def test_it_is_no_larger_than_was_promised() -> None:
    assert package().stat().st_size <= deb.LIMIT_MB * 2**20


@pytest.mark.packages  # takes half a minute
def test_lintian_has_nothing_to_say_but_what_is_named_with_its_reason() -> None:
    looked = subprocess.run(
        ["lintian", "--fail-on=error,warning", "--tag-display-limit=0", package()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (looked.returncode, looked.stdout) == (0, "")


def test_the_desktop_s_own_tools_take_its_files(tree: Path) -> None:
    (metainfo,) = (tree / "usr/share/metainfo").iterdir()
    folders = (tree / "usr/share/applications", tree / "etc/xdg/autostart")
    entries = [str(entry) for folder in folders for entry in folder.iterdir()]
    commands: list[list[str]] = [
        ["appstreamcli", "validate", "--no-net", str(metainfo)],
        ["desktop-file-validate", *entries],
    ]
    for command in commands:
        looked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert looked.returncode == 0, looked.stdout + looked.stderr
    assert __version__ in metainfo.read_text(encoding="utf-8")


def test_whatever_it_is_linked_to_is_in_a_package_that_it_depends_on(tree: Path) -> None:
    depends = {each.split()[0] for each in field("Depends").split(", ")}
    for soname in needs.sonames(tree / deb.LIBRARY):
        found = subprocess.run(
            ["dpkg", "--search", f"*/{soname}"], capture_output=True, text=True, check=True
        )
        owners = {line.partition(":")[0] for line in found.stdout.splitlines()}
        assert owners & depends, f"{soname} is in {owners}"
        depends_named = needs.SYSTEM[soname]
        assert depends_named in depends


def test_the_least_version_of_the_c_library_is_what_was_measured() -> None:
    (libc,) = re.findall(r"libc6 \(>= ([\d.]+)\)", field("Depends"))
    assert tuple(map(int, libc.split("."))) <= (2, 36)  # that of Debian 12


def test_the_manual_names_every_option_of_both_programs(tree: Path) -> None:
    for name in ("agent-desktop", "agent-desktop-simulator"):
        page = tree / "usr/share/man/man1" / f"{name}.1.gz"
        shown = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", page],
            capture_output=True,
            text=True,
            check=True,
        )
        assert shown.stderr == ""
        said = subprocess.run(
            [tree / deb.LIBRARY / name, "--help"], capture_output=True, text=True, check=True
        )
        roff = gzip.decompress(page.read_bytes()).decode().replace("\\-", "-")
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", said.stdout))
        assert len(options) > 5
        assert {option for option in options if f"\\fB{option}\\fR" not in roff} <= {"--user"}


def test_what_changed_with_this_version_is_told(tree: Path) -> None:
    packed = tree / deb.DOCUMENTS / "changelog.gz"
    told = gzip.decompress(packed.read_bytes()).decode()
    assert told.startswith(f"agent-desktop ({__version__}) stable")
    newest = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    assert f"* {newest.splitlines()[2]}\n" in told


def test_whoever_s_work_is_in_it_stands_in_the_copyright_file(tree: Path) -> None:
    told = (tree / deb.DOCUMENTS / "copyright").read_text(encoding="utf-8")
    for folder in (tree / deb.DOCUMENTS / "licences").iterdir():
        assert folder.name == "README.md" or f"licences/{folder.name}" in told


def test_folders_for_settings_are_there_and_hold_nothing_that_counts(tree: Path) -> None:
    assert list((tree / "etc/agent-desktop").rglob("*")) == [tree / "etc/agent-desktop/policy.d"]
    examples = tree / deb.DOCUMENTS / "examples"
    assert {"default.toml", "demo-stages.toml"} <= {file.name for file in examples.iterdir()}


def test_nobody_but_root_may_write_and_the_builder_is_not_named(tree: Path) -> None:
    listed = subprocess.run(
        ["dpkg-deb", "--contents", package()], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert listed
    for line in listed:
        mode, owner = line.split()[:2]
        assert owner == "root/root"
        assert mode[0] == "l" or (mode[5], mode[8]) == ("-", "-"), line
    for file in needs.binaries(tree / deb.LIBRARY):
        told = subprocess.run(["chrpath", "-l", file], capture_output=True, text=True, check=False)
        assert not re.search(r"R(UN)?PATH=/", told.stdout), told.stdout


def test_an_icon_of_each_size_is_there(tree: Path) -> None:
    for side in deb.PNG_SIZES:
        assert (tree / deb.ICONS / f"{side}x{side}" / "apps" / "agent-desktop.png").is_file()
    assert (tree / deb.ICONS / "scalable/apps/agent-desktop.svg").is_file()


def test_it_answers_from_where_it_was_unpacked(tree: Path) -> None:
    asked = subprocess.run(
        [tree / "usr/bin/agent-desktop", "settings", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(asked.stdout)["settings"]
