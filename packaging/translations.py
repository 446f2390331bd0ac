"""Brings the translations up to date: `python packaging/translations.py`, in the environment.

Collects the program's words into `resources/translations/*.ts` and compiles each to the `.qm` the
program reads. What is new stands in the `.ts` as unfinished, to be translated by hand.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "agent_desktop" / "ui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {
    # English only has its plurals; without it a desktop in English, then German, would get German.
    "en": ["-pluralonly"],
    "de": [],
}
"""Each language and what collecting its words needs beside."""


def tool(name: str) -> str:
    """Return the path of one of Qt's tools in this Python's environment."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise FileNotFoundError(f"{name} is not beside {sys.executable}")
    return found


def collect(folder: Path) -> None:
    """Bring every `.ts` in the folder up to date; words that are gone are dropped."""
    sources = sorted(str(file.relative_to(ROOT)) for file in WORDS.rglob("*.py"))
    for language, options in LANGUAGES.items():
        target = str(folder / f"agent_desktop_{language}.ts")
        # Without locations a word that only moved changes nothing.
        command = [tool("pyside6-lupdate"), *options, "-no-obsolete", "-locations", "none"]
        command += ["-source-language", "en", "-target-language", language]
        run([*command, *sources, "-ts", target])


def compile_all(folder: Path) -> None:
    """Compile every `.ts` in the folder; a word without its translation is an error."""
    for language in LANGUAGES:
        source = folder / f"agent_desktop_{language}.ts"
        target = source.with_suffix(".qm")
        command = [tool("pyside6-lrelease"), "-fail-on-unfinished", str(source)]
        run([*command, "-qm", str(target)])


def run(command: list[str]) -> None:
    """Run a tool in the clone; its words are shown only where it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    collect(FOLDER)
    compile_all(FOLDER)
