"""The help menu and what it leads to: read in full, then saved, copied or closed."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.services.support_bundles import SupportBundles, Told
from agent_desktop.support import Bundle, Kind
from agent_desktop.ui.help.bundle_dialog import SupportBundleDialog
from agent_desktop.ui.help.help import Help
from agent_desktop.ui.help.menu import HelpMenu
from agent_desktop.ui.help.reading import LICENCES
from agent_desktop.ui.help.words import keys, masked_text
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import MainWindow
from agent_desktop.ui.widgets.action_button import ActionButton
from tests.ui.desk_states import desk
from tests.ui.finding import click, find, let_settle

ROOT = Path(__file__).parents[3]
TEXT = "Agent Desktop: support bundle\n<b>it</b> &amp; more\n" + "line\n" * 300
BUNDLE = Bundle(TEXT, {Kind.USER: 3, Kind.NUMBER: 1})
FORM = LogOnForm(server="ic1.example", user="ada", password="")


class Bundles:
    """Stands in for what gathers and saves."""

    versions = ("Agent Desktop 9.9",)

    def __init__(self) -> None:
        self.deeds: list[str] = []
        self.told: Told = lambda _bundle: None
        self.told_saved: Callable[[bool], None] = lambda _done: None

    def gather(self, form: LogOnForm, told: Told) -> Callable[[], None]:
        self.deeds.append(f"gather {form.server}")
        self.told = told
        return lambda: self.deeds.append("stop")

    def save(self, made: Bundle, file: str, told: Callable[[bool], None]) -> None:
        self.deeds.append(f"save {Path(file).name}")
        assert made.text == TEXT
        self.told_saved = told


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self.bundles = Bundles()
        self.log_on = LogOnDialog(FORM)
        self.window = MainWindow()
        for each in (self.log_on, self.window):
            qtbot.addWidget(each)
        menus = (self.log_on.help, self.window.header.help)
        bundles = cast(SupportBundles, self.bundles)
        Help(menus, bundles, self.log_on.form, self.log_on)
        self.log_on.show()

    def choose(self, name: str, menu: HelpMenu | None = None) -> None:
        action = (menu or self.log_on.help).findChild(QAction, name)
        assert isinstance(action, QAction)
        action.trigger()

    def dialog(self) -> SupportBundleDialog:
        return find(self.log_on, SupportBundleDialog, "supportBundle")


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def text_of(top: QWidget, name: str) -> str:
    return find(top, QPlainTextEdit, name).toPlainText()


@pytest.mark.parametrize("where", ["log_on", "window"])
def test_f1_opens_the_menu_in_either_window(
    shown: Shown, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = {"log_on": shown.log_on, "window": shown.window}[where]
    shown.window.render_desk(desk())
    top.show()
    top.activateWindow()
    let_settle()
    menu = find(top, HelpMenu, "helpMenu").findChild(QMenu)
    assert isinstance(menu, QMenu)
    opened: list[object] = []
    monkeypatch.setattr(menu, "popup", opened.append)  # no keyboard to grab without a screen
    QTest.keyClick(top, Qt.Key.Key_F1)
    assert len(opened) == 1
    assert [action.objectName() for action in menu.actions() if not action.isSeparator()] == [
        "helpKeys",
        "helpSupportBundle",
        "helpAbout",
    ]


def test_the_bundle_opens_at_once_and_can_t_be_saved_before_it_is_there(shown: Shown) -> None:
    shown.choose("helpSupportBundle")
    dialog = shown.dialog()
    assert dialog.isVisible()
    assert shown.bundles.deeds == ["gather ic1.example"]
    assert text_of(dialog, "supportBundleText") == ""
    for name in ("supportBundleSave", "supportBundleCopy"):
        assert find(dialog, ActionButton, name).reason
        click(dialog, name)
    assert find(dialog, QLabel, "supportBundleState").text().startswith("The connection")
    assert not dialog.findChildren(QFileDialog)


def test_it_is_shown_in_full_as_plain_text_with_a_count(shown: Shown) -> None:
    shown.choose("helpSupportBundle")
    shown.bundles.told(BUNDLE)
    dialog = shown.dialog()
    assert text_of(dialog, "supportBundleText") == TEXT
    assert find(dialog, QPlainTextEdit, "supportBundleText").isReadOnly()
    masked = find(dialog, QLabel, "supportBundleMasked").text()
    assert masked == "Masked: user id 3, number 1. Names of servers stay."
    assert find(dialog, ActionButton, "supportBundleSave").reason == ""


def test_what_is_shown_is_what_is_copied_and_saved(shown: Shown) -> None:
    shown.choose("helpSupportBundle")
    shown.bundles.told(BUNDLE)
    dialog = shown.dialog()
    click(dialog, "supportBundleCopy")
    assert QGuiApplication.clipboard().text() == TEXT
    click(dialog, "supportBundleSave")
    asked = find(dialog, QFileDialog, "supportBundleSaveDialog")
    asked.fileSelected.emit("/somewhere/bundle.txt")
    asked.close()
    assert shown.bundles.deeds[-1] == "save bundle.txt"
    shown.bundles.told_saved(False)
    assert find(dialog, QLabel, "supportBundleState").text() == "It could not be saved there."
    shown.bundles.told_saved(True)
    assert find(dialog, QLabel, "supportBundleState").text() == "Saved."


def test_closed_it_stops_and_what_comes_late_is_no_fault(shown: Shown) -> None:
    shown.choose("helpSupportBundle")
    cast(QDialog, shown.dialog()).reject()
    let_settle()
    assert shown.bundles.deeds[-1] == "stop"
    shown.bundles.told(BUNDLE)
    shown.bundles.told(None)


def test_where_there_is_none_that_is_said(shown: Shown) -> None:
    shown.choose("helpSupportBundle")
    shown.bundles.told(None)
    state = find(shown.dialog(), QLabel, "supportBundleState")
    assert state.text() == "It could not be put together."
    assert find(shown.dialog(), ActionButton, "supportBundleSave").reason


def test_the_keys_are_those_of_the_readme(shown: Shown) -> None:
    shown.choose("helpKeys")
    shown_text = text_of(shown.log_on, "keysText")
    assert shown_text == keys()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Keys")[2].partition("\n## ")[0]
    of_readme = {
        key.replace("Page Down", "PgDown").replace("Page Up", "PgUp").replace("Enter", "Return")
        for line in section.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line.split("|")[1])
    }
    missing = [key for key in of_readme if key not in shown_text]
    assert missing == []


def test_about_tells_versions_and_the_licence_of_all_it_is_made_of(shown: Shown) -> None:
    shown.choose("helpAbout")
    text = text_of(shown.log_on, "aboutText").lower()
    assert text.startswith("agent desktop 9.9\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[<>=]", each)[0].lower() for each in project["dependencies"]]
    listed = " ".join(name.lower() for name, _ in LICENCES)
    assert [name for name in needed if name.removesuffix("-essentials") not in listed] == []
    assert all(licence.lower() in text for _, licence in LICENCES)


def test_nothing_masked_is_said_too() -> None:
    assert masked_text({}).startswith("Nothing had to be masked")
