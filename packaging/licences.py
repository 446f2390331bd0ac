"""Whose work is in the bundle, and under which licence: the texts, and a page that lists them."""

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from environment import ROOT
from problem import Problem

TEXTS = ROOT / "packaging" / "licences"
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_OF_QT = ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt-third-parties.txt")
_NOT_IN_THE_WHEEL = {
    "pyside6_essentials": _OF_QT,
    "shiboken6": _OF_QT[:2],
    "certifi": ("MPL-2.0.txt",),  # its own file only points there
}
"""Texts that we keep for distributions which bring none."""
_OURS = "agent_desktop"

PAGE = """\
# Licences

Agent Desktop is under the MIT licence (LICENSE). It is bundled with the work of others: for each
there is a folder here with its licence.

{table}

## Qt and PySide6: your rights under the LGPL

Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which
builds on GPL-3.0.txt). You may change them, run this program with your own, and take it apart to
find out why yours doesn't work. They are linked at run time, and each is a file of its own:

- Qt's libraries: `_internal/PySide6/Qt/lib` (on Windows `_internal/PySide6`)
- Qt's plugins: `_internal/PySide6/Qt/plugins` (on Windows `_internal/PySide6/plugins`)
- PySide6 and shiboken6: `_internal/PySide6` and `_internal/shiboken6`

To use your own, build Qt {qt} and PySide6 {qt}, or a later version that is binary compatible, and
put your files in the place of these, under the same names; then start the program as before.
Nothing checks them. The sources are those of The Qt Company, unchanged:
https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/pyside6/
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of others' work, with the files of its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    @property
    def folder(self) -> str:
        """What its folder is called."""
        return f"{self.name}-{self.version}" if self.version else self.name


def bundled(sources: Iterable[str]) -> list[Distribution]:
    """Return the distributions that these files belong to, by name."""
    wanted = {str(Path(source)) for source in sources}
    found = {
        _key(each): each
        for each in distributions()
        if any(str(each.locate_file(file)) in wanted for file in each.files or ())
    }
    found.pop(_OURS, None)
    return [found[key] for key in sorted(found)]


def works(sources: Sequence[str]) -> list[Work]:
    """Return all that is in the bundle. Raises Problem (1) for what has no licence text."""
    found = [_work(each) for each in bundled(sources)]
    python = Work("Python", "", "PSF-2.0", (TEXTS / "Python.txt",))
    without = [work.name for work in found if not work.texts]
    if without:
        raise Problem(
            f"There is no licence text for: {', '.join(without)}. "
            f"Put it into {TEXTS} and name it in packaging/licences.py.",
            1,
        )
    return [python, *found]


def _work(found: Distribution) -> Work:
    own = [
        Path(str(found.locate_file(file)))
        for file in found.files or ()
        if file.parts[0].endswith(".dist-info") and _TEXT.match(file.name)
    ]
    kept = [TEXTS / name for name in _NOT_IN_THE_WHEEL.get(_key(found), ())]
    texts = (*own, *kept)
    return Work(found.metadata["Name"], found.version, _licence(found), texts)


def _licence(found: Distribution) -> str:
    """Return the name of a licence; where the metadata has none, what it is classified as."""
    metadata = found.metadata.json
    named = str(metadata.get("license_expression") or metadata.get("license") or "")
    if named and "\n" not in named and len(named) < 160:
        return named
    classes = [
        each.rpartition(" :: ")[2]
        for each in metadata.get("classifier", [])
        if each.startswith("License ::")
    ]
    return ", ".join(classes) or "see its text"


def write(sources: Sequence[str], folder: Path) -> list[Work]:
    """Write the texts and the page into a new folder; returns whose they are."""
    found = works(sources)
    for work in found:
        target = folder / work.folder
        target.mkdir(parents=True)
        for text in work.texts:
            shutil.copyfile(text, target / text.name)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    qt = next((work.version for work in found if work.name.startswith("PySide6")), "")
    rows = [f"- {work.name} {work.version}: {work.licence}".replace(" :", ":") for work in found]
    page = PAGE.format(table="\n".join(rows), qt=qt)
    (folder / "README.md").write_text(page, encoding="utf-8")
    return found


def _key(found: Distribution) -> str:
    return re.sub(r"[-_.]+", "_", found.metadata["Name"]).lower()
