"""The header: status, who, link and encryption at a glance, and the ways on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.history import HistoryPanel
from agent_desktop.desk.links import Link, LinkPart, LinkState
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.panels import LeaveKind, LeaveWait, Leaving
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.statuses import StatusChoice, StatusView
from agent_desktop.ui.header import Header
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.pill import Pill, Tone
from tests.ui.desk_states import ADA, STATUSES, desk, told, waiting
from tests.ui.finding import click, find


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    made = Header()
    made.resize(1000, 48)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.render_header(desk())
    return made


def status(header: Header) -> QPushButton:
    return find(header, QPushButton, "statusMenu")


def menu(header: Header) -> QMenu:
    return find(header, QMenu, "statusChoices")


def test_the_status_is_the_servers_with_its_time(header: Header) -> None:
    assert status(header).text() == "Available"
    assert status(header).accessibleName() == "Status: Available"
    assert find(header, QLabel, "statusElapsed").isVisible()


def test_the_menu_offers_what_may_be_chosen_and_says_what_was(header: Header, qtbot: QtBot) -> None:
    header.render_header(waiting())
    assert [a.text() for a in menu(header).actions()] == [
        "Available",
        "At lunch",
        "Do not disturb",
    ]
    with qtbot.waitSignal(header.status_chosen) as chosen:
        menu(header).actions()[1].trigger()
    assert chosen.args == ["At Lunch"]


def test_a_status_asked_for_shows_until_the_server_has_set_it(header: Header) -> None:
    header.render_header(desk(status=replace(STATUSES, asked_id="At Lunch")))
    assert status(header).accessibleName() == "Status: Available → At lunch…"
    assert status(header).isEnabled()


def test_a_status_the_list_does_not_know_is_named_by_its_id(header: Header) -> None:
    header.render_header(desk(status=replace(STATUSES, current_id="Away")))
    assert status(header).text() == "Away"
    header.render_header(desk(status=StatusView()))
    assert status(header).text() == "No status"
    assert not status(header).isEnabled()


def test_an_ampersand_in_a_status_is_shown_and_a_long_one_told_in_full(header: Header) -> None:
    name = "Training & coaching with the whole of the team"
    choices = (StatusChoice("t", name, available=True),)
    header.render_header(desk(status=StatusView(choices=choices, current_id="t")))
    assert "&&" in status(header).text()
    assert status(header).text().endswith("…")
    assert status(header).toolTip() == name
    assert name in status(header).accessibleName()
    assert menu(header).actions()[0].text() == name.replace("&", "&&")


@pytest.mark.parametrize("phase", [Phase.EXPIRED, Phase.LOGGING_ON_AGAIN, Phase.LOGGING_OFF])
def test_no_status_can_be_set_without_a_session(header: Header, phase: Phase) -> None:
    header.render_header(desk(phase=phase))
    assert not status(header).isEnabled()


def test_it_names_the_agent_and_the_station(header: Header) -> None:
    agent = find(header, QLabel, "agentName")
    assert agent.text() == "Ada Moreno · 7001"
    assert agent.toolTip() == "User ada, station 7001"
    header.render_header(desk(agent=replace(ADA, station="")))
    assert agent.text() == "Ada Moreno · no station"


def lost(part: LinkPart) -> Link:
    return Link(session=LinkState.DOWN, broken=part)


@pytest.mark.parametrize(
    ("link", "word", "tone"),
    [
        (Link(session=LinkState.UP), "Connected", Tone.SUCCESS),
        (Link(session=LinkState.CONNECTING), "Connecting…", Tone.WARNING),
        (Link(session=LinkState.DOWN), "Not connected", Tone.DANGER),
        (lost(LinkPart.NETWORK), "No network", Tone.DANGER),
        (lost(LinkPart.SERVER), "No answer", Tone.DANGER),
        (lost(LinkPart.STREAM), "No messages", Tone.DANGER),
        (lost(LinkPart.SESSION), "No session", Tone.DANGER),
        (Link(session=LinkState.UP, dialer_up=False), "Dialer not connected", Tone.WARNING),
        (Link(session=LinkState.DOWN, dialer_up=False), "Not connected", Tone.DANGER),
    ],
)
def test_the_link_is_told_in_a_word_and_a_shape(
    header: Header, link: Link, word: str, tone: Tone
) -> None:
    header.render_header(desk(link=link))
    pill = find(header, Pill, "connectionState")
    assert (pill.text(), pill.tone) == (word, tone)
    assert pill.accessibleName() == f"{word}, https://ic1.example:8019, encrypted"


@pytest.mark.parametrize(("encrypted", "safety"), [(True, "encrypted"), (False, "not encrypted")])
def test_whether_others_can_read_along_is_always_told(
    header: Header, encrypted: bool, safety: str
) -> None:
    server = "https://ic1.example:8019" if encrypted else "http://ic1.example:8018"
    header.render_header(desk(agent=replace(ADA, server=server, encrypted=encrypted)))
    lock = find(header, QLabel, "encryptionState")
    assert lock.accessibleName() == f"{server}, {safety}"
    assert not lock.pixmap().isNull()
    assert find(header, QLabel, "serverName").text() == server.partition("://")[2]


def test_narrow_the_servers_name_is_left_to_the_link(header: Header) -> None:
    header.set_narrow(narrow=True)
    assert not find(header, QLabel, "serverName").isVisible()
    assert "ic1.example" in find(header, Pill, "connectionState").toolTip()


def test_the_bell_counts_what_was_not_looked_at(header: Header, qtbot: QtBot) -> None:
    bell = find(header, QToolButton, "notificationBell")
    header.render_header(desk(board=told(Cause.CAMPAIGN_ADDED, Cause.CAMPAIGN_PAUSED)))
    assert bell.text() == "2"
    assert "2" in bell.accessibleName()
    assert bell.minimumWidth() >= bell.sizeHint().width()
    with qtbot.waitSignal(header.notices_pressed):
        click(header, "notificationBell")
    header.render_header(desk(board=told(Cause.CAMPAIGN_ADDED).all_read()))
    assert bell.text() == ""


def test_log_off_is_one_press_and_only_one(header: Header, qtbot: QtBot) -> None:
    with qtbot.waitSignal(header.log_off_pressed):
        click(header, "logOff")
    header.render_header(desk(phase=Phase.LOGGING_OFF))
    with qtbot.assertNotEmitted(header.log_off_pressed):
        click(header, "logOff")


def test_leaving_the_way_out_says_what_is_waited_for_and_takes_no_press(
    header: Header, qtbot: QtBot
) -> None:
    off = find(header, ActionButton, "logOff")
    hints = set()
    for waits in LeaveWait:
        header.render_header(desk(leaving=Leaving(LeaveKind.LOG_OFF, waits, 1000.0)))
        assert off.accessibleName() == "Logging off…"
        hints.add(off.toolTip())
        with qtbot.assertNotEmitted(header.log_off_pressed):
            click(header, "logOff")
    assert len(hints) == len(LeaveWait)
    header.render_header(desk())
    assert off.accessibleName() == "Log off"


@pytest.mark.parametrize("by", ["click", "key"])
def test_the_history_is_opened_by_a_press_and_marked_by_the_desk(
    header: Header, qtbot: QtBot, by: str
) -> None:
    history = find(header, QToolButton, "historyButton")
    with qtbot.waitSignal(header.history_pressed):
        if by == "key":
            QTest.keyClick(header, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        else:
            click(header, "historyButton")
    assert not history.isChecked()
    header.render_header(desk(history=HistoryPanel(open=True)))
    assert history.isChecked()


def test_beside_another_client_a_sign_says_so(header: Header) -> None:
    sign = find(header, Pill, "companionSign")
    assert not sign.isVisible()
    header.render_header(desk(companion=True))
    assert sign.isVisible()


# A screen in memory can't raise a menu, nor give it the keyboard.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize("current", ["Available", "At Lunch"])
def test_ctrl_s_opens_the_statuses_whatever_the_status_is(
    header: Header, qtbot: QtBot, current: str
) -> None:
    header.render_header(desk(status=replace(STATUSES, current_id=current)))
    QTest.keyClick(header, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(menu(header).isVisible)
    menu(header).close()


def test_names_of_the_server_are_no_markup(header: Header) -> None:
    agent = replace(ADA, name="<b>Ada</b>", user_id="<img src='x'>")
    state: DeskState = desk(agent=agent)
    header.render_header(state)
    label = find(header, QLabel, "agentName")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<img" not in label.toolTip()
