import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.widgets import banner as banner_module
from agent_desktop.ui.widgets.banner import Banner

TITLE = "No Dialer Add-on licence for you (ada) or station 7001."
BODY = "Stages can't be sent on this call. Ask your administrator to free a licence."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []

    def hear(_widget: QWidget, text: str, *, at_once: bool = False) -> None:
        heard.append((text, at_once))

    monkeypatch.setattr(banner_module, "announce", hear)
    return heard


@pytest.fixture
def banner(qtbot: QtBot, said: list[tuple[str, bool]]) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    made.set_content("warning", TITLE, BODY)
    made.set_actions([("what", "What to do"), ("copy", "Copy details")])
    made.resize(900, made.sizeHint().height())
    made.show()
    return made


def action(banner: Banner, name: str) -> QPushButton:
    found = banner.findChild(QPushButton, f"bannerAction-{name}")
    assert isinstance(found, QPushButton)
    return found


def test_its_accessible_name_is_its_text(banner: Banner) -> None:
    assert banner.accessibleName() == f"{TITLE} {BODY}"


def test_an_action_tells_its_id(banner: Banner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(banner.action_pressed, timeout=1000) as pressed:
        action(banner, "copy").click()
    assert pressed.args == ["copy"]


def test_new_actions_replace_the_old(banner: Banner, qtbot: QtBot) -> None:
    banner.set_actions([("try", "Try now")])
    qtbot.waitUntil(
        lambda: [b.text() for b in banner.findChildren(QPushButton) if b.isVisible()] == ["Try now"]
    )


def test_new_words_are_announced_once(banner: Banner, said: list[tuple[str, bool]]) -> None:
    banner.set_content("warning", TITLE, BODY)
    assert said == [(f"{TITLE} {BODY}", False)]


def test_an_error_interrupts(banner: Banner, said: list[tuple[str, bool]]) -> None:
    banner.set_content("error", "The link to the server is down.")
    assert said[-1] == ("The link to the server is down.", True)


def test_an_unknown_severity_is_an_error(banner: Banner) -> None:
    with pytest.raises(KeyError):
        banner.set_content("grave", "x")


def test_the_buttons_go_under_the_words_where_room_is_short(banner: Banner, qtbot: QtBot) -> None:
    title = next(label for label in banner.findChildren(QLabel) if label.text() == TITLE)
    button = action(banner, "what")
    title_right = title.mapTo(banner, title.rect().topRight()).x()
    assert button.mapTo(banner, button.rect().topLeft()).x() > title_right
    banner.resize(360, 240)
    qtbot.waitUntil(
        lambda: (
            button.mapTo(banner, button.rect().topLeft()).y()
            > title.mapTo(banner, title.rect().bottomLeft()).y()
        )
    )


def test_nothing_is_cut_when_it_is_narrow(banner: Banner, qtbot: QtBot) -> None:
    banner.resize(360, 100)
    layout = banner.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: layout.totalHeightForWidth(360) > 100)
    banner.resize(360, layout.totalHeightForWidth(360))
    labels = [label for label in banner.findChildren(QLabel) if label.text() in (TITLE, BODY)]
    qtbot.waitUntil(
        lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    )


def test_the_ground_has_the_tint_of_its_severity(banner: Banner) -> None:
    corner = banner.grab().toImage().pixelColor(banner.width() - 3, 3)
    assert corner.name() == Theme.current().colours.warning_tint
