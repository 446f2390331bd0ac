"""The translations: complete, compiled from what is in the tree, and faithful to the English."""

import ast
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from agent_desktop.platform.resources import resources
from tests.ui.language import speaking

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "agent_desktop" / "ui"
FOLDER = resources() / "translations"
LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    finished: bool
    texts: tuple[str, ...]  # one, or one a plural form


def messages(language: str) -> list[Message]:
    tree = ET.parse(FOLDER / f"agent_desktop_{language}.ts")  # noqa: S314 - our own file
    found = []
    for context in tree.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    translation.get("type") is None,
                    tuple(forms or [translation.text or ""]),
                )
            )
    return found


def placeholders(text: str) -> set[str]:
    fields = {f"{{{name}}}" for _text, name, _spec, _conv in string.Formatter().parse(text) if name}
    return fields | set(re.findall(r"%n|%\d", text))


def accelerators(text: str) -> int:
    return len(re.findall(r"&[^\s&]", text.replace("&&", "")))


@dataclass(frozen=True)
class Call:
    """A call of tr() or translate() in the source."""

    place: str
    context: str | None  # None: tr(), whose context is its class
    words: ast.expr


def calls() -> Iterator[Call]:
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            place = f"{file.relative_to(ROOT)}:{node.lineno}"
            match node.func:
                case ast.Attribute(attr="tr"):
                    yield Call(place, None, node.args[0])
                case ast.Name(id="translate"):
                    yield Call(place, ast.literal_eval(node.args[0]), node.args[1])


def test_what_is_said_is_plain_words_never_computed_ones() -> None:
    assert [call.place for call in calls() if not isinstance(call.words, ast.Constant)] == []


def test_every_word_of_the_source_stands_in_the_german_list() -> None:
    known = {(m.context, m.source) for m in messages("de")}
    sources = {source for _context, source in known}
    missing = []
    for call in calls():
        words = ast.literal_eval(call.words)
        stands = words in sources if call.context is None else (call.context, words) in known
        if not stands:
            missing.append((call.place, words))
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    unfinished = [m for m in messages(language) if not m.finished or not all(m.texts)]
    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_translation_keeps_its_placeholders_and_its_key(language: str) -> None:
    for message in messages(language):
        for text in message.texts:
            assert placeholders(text) == placeholders(message.source), message
            assert accelerators(text) == accelerators(message.source), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_translation_is_the_one_in_the_list(language: str, tmp_path: Path) -> None:
    name = f"agent_desktop_{language}"
    compiled = tmp_path / f"{name}.qm"
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    assert tool is not None
    source = FOLDER / f"{name}.ts"
    command = [tool, "-fail-on-unfinished", str(source), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True)
    assert compiled.read_bytes() == (FOLDER / f"{name}.qm").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_collecting_the_words_anew_changes_nothing(language: str, tmp_path: Path) -> None:
    name = f"agent_desktop_{language}.ts"
    for other in LANGUAGES:
        shutil.copy(FOLDER / f"agent_desktop_{other}.ts", tmp_path)
    code = "import sys, pathlib, translations; translations.collect(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT / "packaging")
    assert (tmp_path / name).read_text("utf-8") == (FOLDER / name).read_text("utf-8")


def said(app: QApplication, locale: str) -> tuple[str, str, str]:
    translate = QCoreApplication.translate
    with speaking(app, locale):
        return (
            translate("Stages", "sending"),
            translate("ElapsedLabel", "%n minute(s)", "", 1),
            translate("ElapsedLabel", "%n minute(s)", "", 3),
        )


@pytest.mark.parametrize("locale", ["de_DE", "de_AT", "de_CH"])
def test_a_german_desktop_speaks_german(qapp: QApplication, locale: str) -> None:
    assert said(qapp, locale) == ("wird gesendet", "1 Minute", "3 Minuten")


@pytest.mark.parametrize("locale", ["en_US", "en_GB"])
def test_an_english_desktop_speaks_english(qapp: QApplication, locale: str) -> None:
    assert said(qapp, locale) == ("sending", "1 minute", "3 minutes")


def test_a_desktop_of_another_language_speaks_english(qapp: QApplication) -> None:
    assert said(qapp, "fi_FI")[0] == "sending"


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "de_DE.UTF-8"}, "wird gesendet"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de"}, "wird gesendet"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "en:de"}, "sending"),
    ],
    ids=["language of the desktop", "language asked for", "English before German"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the language is no variable")
def test_the_language_is_taken_from_the_environment(environment: dict[str, str], word: str) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication as A\n"
        "from agent_desktop.ui.translations import install\n"
        "app = A([]); install(app); print(A.translate('Stages', 'sending'))"
    )
    clean = {k: v for k, v in os.environ.items() if k not in ("LANG", "LANGUAGE")}
    clean = {k: v for k, v in clean.items() if not k.startswith("LC_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **environment},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == word
