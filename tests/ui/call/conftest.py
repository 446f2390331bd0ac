import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.ui.call.card import CallCard


@pytest.fixture
def card(qtbot: QtBot) -> CallCard:
    made = CallCard()
    made.resize(840, 120)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say."""
    told: list[str] = []

    def take(_widget: object, text: str, *, at_once: bool = False) -> None:
        told.append(f"! {text}" if at_once else text)

    for module in ("card", "preview", "dialling"):
        monkeypatch.setattr(f"agent_desktop.ui.call.{module}.announce", take)
    return told
