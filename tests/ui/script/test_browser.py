"""A script elsewhere: its whole address is shown before anything opens, and only https does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.scripts import opens
from agent_desktop.ui.script.browser import open_in_browser, shown_whole
from agent_desktop.ui.script.panel import ScriptPanelView
from tests.ui.finding import click, find
from tests.ui.work_states import at_work, script

SAFE = "https://intranet.example/scripts/office?customer=4711"


class Browser:
    """Takes what it is asked to open."""

    def __init__(self, *, works: bool = True) -> None:
        self.opened: list[str] = []
        self._works = works

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(url.toString())
        return self._works


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., tuple[ScriptPanelView, Browser]]:
    def make(
        address: str, *, works: bool = True, allowed: bool = True
    ) -> tuple[ScriptPanelView, Browser]:
        browser = Browser(works=works)
        made = ScriptPanelView(open_url=browser)
        qtbot.addWidget(made)
        made.render_script(at_work(script=script(custom_url=address, url_allowed=allowed)))
        with qtbot.waitActive(made):
            made.show()
        return made, browser

    return make


def question(panel: ScriptPanelView) -> QMessageBox:
    return find(panel.window(), QMessageBox, "scriptUrlQuestion")


def test_the_address_is_shown_and_opens_when_agreed_to(
    shown: Callable[..., tuple[ScriptPanelView, Browser]], qtbot: QtBot
) -> None:
    panel, browser = shown(SAFE)
    click(panel, "scriptOpenUrl")
    assert SAFE in question(panel).informativeText()
    assert browser.opened == []
    with qtbot.waitSignal(panel.url_asked) as asked:
        click(panel, "scriptUrlOpen")
    assert asked.args == [SAFE]
    assert browser.opened == [SAFE]


def test_nothing_opens_when_it_isnt(
    shown: Callable[..., tuple[ScriptPanelView, Browser]], qtbot: QtBot
) -> None:
    panel, browser = shown(SAFE)
    click(panel, "scriptOpenUrl")
    with qtbot.assertNotEmitted(panel.url_asked):
        click(panel, "scriptUrlNot")
    assert browser.opened == []


def test_an_address_that_isnt_https_is_off_with_a_reason(
    shown: Callable[..., tuple[ScriptPanelView, Browser]],
) -> None:
    panel, browser = shown("http://intranet.example/", allowed=False)
    click(panel, "scriptOpenUrl")
    assert panel.window().findChild(QMessageBox, "scriptUrlQuestion") is None
    assert browser.opened == []
    button = find(panel, QPushButton, "scriptOpenUrl")
    assert "https" in button.accessibleDescription()
    assert "isn't https" in find(panel, QLabel, "scriptUrl").text()


def test_a_browser_that_doesnt_come_is_told(
    shown: Callable[..., tuple[ScriptPanelView, Browser]],
) -> None:
    panel, _browser = shown(SAFE, works=False)
    click(panel, "scriptOpenUrl")
    click(panel, "scriptUrlOpen")
    assert find(panel, QLabel, "scriptUrl").text() == f"No browser opened {SAFE}"


@pytest.mark.parametrize(
    "address",
    [
        *("http://x.example/", "file:///etc/passwd", "javascript:alert(1)", "calc.exe", ""),
        *("https:", "https://", "https:///x", "https:x.example", "https://:443/", "https://x:y/"),
        *(
            "https://bank.example@evil.example/",
            "https://a:b@evil.example/",
            "https://@evil.example",
        ),
        *("https://bank.example\\@evil.example/", "https:\\\\evil.example", "https://[::1"),
        *(
            "https://x.example/a b",
            "https://x.example/\n",
            "\thttps://x.example/",
            "https://x\x00/",
        ),
        *(
            "https://x.example/\u202egnp.exe",
            "https://x\u200b.example/",
            "https://x\u2066.example/",
        ),
        "https://x.example/" + "a" * 2048,
    ],
)
def test_only_https_that_shows_where_it_leads_ever_reaches_the_browser(address: str) -> None:
    browser = Browser()
    assert not opens(address)
    assert not open_in_browser(address, browser)
    assert browser.opened == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://p\u0430ypal.example/",
            "https://xn--pypal-4ve.example/",
        ),
        ("https://bücher.example/ä?q=ü", "https://xn--bcher-kva.example/%C3%A4?q=%C3%BC"),
    ],
)
def test_foreign_letters_cant_pass_for_others(address: str, shown: str) -> None:
    assert shown_whole(address) == shown


def test_a_campaign_without_one_has_no_line(qtbot: QtBot) -> None:
    panel = ScriptPanelView()
    qtbot.addWidget(panel)
    panel.render_script(at_work())
    assert find(panel, QPushButton, "scriptOpenUrl").isVisibleTo(panel) is False
