"""What a Debian package tells of itself, before one is built."""

import re
from pathlib import Path

import debian_papers as papers
import licences
import manual
import pytest
import release

from agent_desktop.__main__ import COMMANDS, parser
from tests.e2e.harness.screen import REPOSITORY


def test_the_control_file_has_what_debian_asks_for() -> None:
    text = papers.control("1.2.3", ["libc6 (>= 2.35)", "zlib1g"], 1000)
    fields = dict(re.findall(r"^([\w-]+): (.*)$", text, re.MULTILINE))
    assert fields["Package"] == "agent-desktop"
    assert fields["Version"] == "1.2.3"
    assert fields["Depends"] == "libc6 (>= 2.35), zlib1g"
    assert "gnome-keyring" in fields["Recommends"]
    assert len(fields["Description"]) < 80
    assert all(
        line.startswith(" ") for line in text.partition("Description: ")[2].split("\n")[1:-1]
    )


def test_who_answers_for_the_package_may_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBFULLNAME", "Site IT")
    monkeypatch.setenv("DEBEMAIL", "it@site.example")
    assert papers.maintainer() == "Site IT <it@site.example>"
    assert "Maintainer: Site IT <it@site.example>" in papers.control("1", [], 1)


def test_the_changes_are_those_of_the_newest_version() -> None:
    told = papers.changelog("9.9~test")
    assert told.startswith("agent-desktop (9.9~test) stable; urgency=medium\n")
    assert told.count("\n -- ") == 1
    newest, before = (REPOSITORY / "CHANGELOG.md").read_text().split("\n## ")[1:3]
    assert f"* {newest.splitlines()[2]}\n" in told
    assert before.splitlines()[2] not in told


def test_a_licence_is_told_with_its_owner_and_where_its_text_is(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("MIT\n\nCopyright (c) 2020 Ada\nCopyright [yyyy] [name of copyright owner]\n")
    work = licences.Work("thing", "1.0", "MIT", (text,))
    told = papers.copyright_file([work])
    assert "Copyright: 2020 Ada\nLicense: thing-1.0-licence\n" in told
    assert "/usr/share/doc/agent-desktop/licences/thing-1.0" in told
    assert "name of" not in told


def test_each_override_of_lintian_has_its_reason() -> None:
    lines = papers.overrides().splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "agent-desktop: ")) for line in lines)


def test_the_manual_has_each_option_and_each_command() -> None:
    page = manual.pages()["agent-desktop.1"].replace("\\-", "-")
    for action in parser()._actions:
        for name in action.option_strings:
            assert f"\\fB{name}\\fR" in page
    for command in COMMANDS:
        assert command in page
    assert release.version() in page


def test_the_manual_writes_nothing_that_roff_would_take_for_its_own() -> None:
    assert manual._plain(".TH -x\\y") == "\\&.TH \\-x\\ey"


def test_the_example_files_are_there() -> None:
    assert all(file.is_file() for file in papers.examples())
