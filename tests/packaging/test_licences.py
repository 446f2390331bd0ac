"""The licences of all that the program is made with."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import licences
import pytest
from licences import TEXTS, works, write
from problem import Problem


def named_by(name: str, extras: tuple[str, ...] = ()) -> set[str]:
    """Return the distributions that one asks for, and theirs, where they are installed."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for requirement in distribution(waiting.pop()).requires or ():
            needed, _, condition = requirement.partition(";")
            extra = re.search(r"extra == ['\"]([\w-]+)['\"]", condition)
            if extra and extra[1] not in extras:
                continue
            short = re.split(r"[\s\[<>=!~(]", needed.strip(), maxsplit=1)[0]
            try:
                distribution(short)
            except ModuleNotFoundError:  # of another system
                continue
            if short not in found and short != name:
                found.add(short)
                waiting.append(short)
    return found


def a_file_of(name: str) -> str:
    """Return one file of a distribution that isn't only about it."""
    found = distribution(name)
    code = [file for file in found.files or () if file.suffix in (".py", ".so")]
    return str(found.locate_file(code[0]))


RUN_WITH = sorted(named_by("agent-desktop", ("tls",)))


def test_there_is_something_to_look_at() -> None:
    assert {"PySide6-Essentials", "requests", "flask", "keyring"} & set(RUN_WITH)
    assert len(RUN_WITH) > 20


@pytest.mark.parametrize("name", RUN_WITH)
def test_whatever_the_program_runs_with_has_its_licence(name: str) -> None:
    python, work = works([a_file_of(name)])
    assert python.name == "Python"
    assert max(text.stat().st_size for text in work.texts) > 400
    assert work.licence != "see its text"


def test_the_texts_are_written_with_the_page_that_tells_how_to_use_another_qt(
    tmp_path: Path,
) -> None:
    written = write([a_file_of("PySide6-Essentials"), a_file_of("idna")], tmp_path / "licences")
    qt = next(work for work in written if work.name.startswith("PySide6"))
    folder = tmp_path / "licences" / qt.folder
    assert {file.name for file in folder.iterdir()} >= {"LGPL-3.0.txt", "GPL-3.0.txt"}
    page = (tmp_path / "licences" / "README.md").read_text(encoding="utf-8")
    assert f"Qt {qt.version} and PySide6 {qt.version}" in page
    assert "_internal/PySide6/Qt/lib" in page
    assert (tmp_path / "licences" / "LICENSE").is_file()


def test_a_work_without_its_licence_is_not_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "_NOT_IN_THE_WHEEL", {})
    with pytest.raises(Problem, match="PySide6_Essentials"):
        works([a_file_of("PySide6-Essentials")])


def test_the_program_itself_is_none_of_the_others() -> None:
    own: Distribution = distribution("agent-desktop")
    assert own.version
    assert licences.bundled([str(own.locate_file("agent_desktop/__init__.py"))]) == []


def test_the_texts_that_are_kept_here_are_whole() -> None:
    for name, words in (
        ("LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("GPL-3.0.txt", "GNU GENERAL PUBLIC LICENSE"),
        ("MPL-2.0.txt", "Mozilla Public License Version 2.0"),
        ("Python.txt", "PYTHON SOFTWARE FOUNDATION LICENSE"),
        ("Qt-third-parties.txt", "harfbuzz"),
    ):
        assert words in (TEXTS / name).read_text(encoding="utf-8")
