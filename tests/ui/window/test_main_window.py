"""The main window: what it shows of a state, and what gives way when it gets small."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.campaigns import CampaignList
from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import LASTING, Cause
from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import StageView
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.main_window import NARROW, SMALLEST_SIZE, MainWindow
from agent_desktop.ui.script.reading import ReadingText
from agent_desktop.ui.widgets.banner import Banner
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.stage_button import StageButton, StageLook
from tests.ui.desk_states import (
    CALL,
    CAMPAIGNS,
    MANY_STAGES,
    SPRING,
    STATUSES,
    ask,
    confirmed,
    desk,
    expired,
    panel,
    told,
    waiting,
)
from tests.ui.finding import click, find, let_settle
from tests.ui.work_states import PAGES, script

LONG = "Renewal of contracts in the spring of the year – customers of the south, second approach"
CROWDED = desk(
    campaigns=replace(CAMPAIGNS, campaigns=(replace(SPRING, name=LONG, workgroup=LONG),)),
    call=replace(CALL, who=LONG, number="+30 210 4410"),
    stage=panel(StageView(current=confirmed(2), offer=ask(3)), stages=MANY_STAGES),
    board=told(*LASTING[1:3]),
)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.render_desk(desk())
    with qtbot.waitActive(made):
        made.show()
    return made


def visible(window: MainWindow, name: str) -> bool:
    return find(window, QWidget, name).isVisible()


def settle(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    let_settle()


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_each_panel_shows_its_part_of_the_state(window: MainWindow) -> None:
    assert find(window, QLabel, "campaignName").text() == "Spring renewal"
    assert find(window, QLabel, "callWho").text() == "Maria Petrou"
    assert find(window, QLabel, "agentName").text() == "Ada Moreno · 7001"
    assert visible(window, "stageButton-2")
    assert visible(window, "notificationPanel")


def test_below_its_narrow_width_the_list_folds_to_a_drop_down(window: MainWindow) -> None:
    settle(window, NARROW, 720)
    assert visible(window, "campaignList")
    assert not visible(window, "campaignChoice")
    settle(window, NARROW - 1, 720)
    assert not visible(window, "campaignList")
    assert visible(window, "campaignChoice")
    assert find(window, QComboBox, "campaignChoice").currentText() == "Spring renewal"
    settle(window, NARROW + 50, 720)
    assert visible(window, "campaignList")


@pytest.mark.parametrize("size", [SMALLEST_SIZE, (760, 720), (1100, 480), (1100, 720)])
@pytest.mark.parametrize("state", [desk(), CROWDED], ids=["plain", "crowded"])
def test_the_stage_strip_is_in_sight_at_every_size(
    window: MainWindow, size: tuple[int, int], state: DeskState
) -> None:
    window.render_desk(state)
    settle(window, *size)
    assert (window.width(), window.height()) == size
    first = find(window, StageButton, "stageButton-0")
    assert first.isVisible()
    assert first.visibleRegion().boundingRect() == first.rect()
    sentence = find(window, QLabel, "stageState")
    assert place(window, sentence).bottom() < place(window, first).top()


@pytest.mark.parametrize("size", [SMALLEST_SIZE, (1100, 720)])
@pytest.mark.parametrize("state", [desk(), CROWDED], ids=["plain", "crowded"])
def test_nothing_overlaps_and_nothing_is_squeezed(
    window: MainWindow, size: tuple[int, int], state: DeskState
) -> None:
    window.render_desk(state)
    settle(window, *size)
    parts = [window.header, window.banners, window.heading, window.call, window.stages]
    shown = [place(window, part) for part in parts if part.isVisible()]
    for upper, lower in pairwise(shown):
        assert upper.bottom() < lower.top()
    assert shown[-1].bottom() < window.height()
    for part in (window.heading, window.call):
        assert part.height() >= part.minimumSizeHint().height()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.fontMetrics().height(), label.objectName()


def test_every_stage_can_be_reached_in_the_smallest_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.render_desk(CROWDED)
    settle(window, *SMALLEST_SIZE)
    last = find(window, StageButton, f"stageButton-{MANY_STAGES.stages[-1].number}")
    assert last.visibleRegion().isEmpty()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(last, Qt.Key.Key_Backtab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is last
    assert last.visibleRegion().boundingRect() == last.rect()


def test_a_stage_that_is_being_sent_comes_into_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.render_desk(CROWDED)
    settle(window, *SMALLEST_SIZE)
    sent = find(window, StageButton, "stageButton-20")
    assert sent.visibleRegion().isEmpty()
    sending = panel(StageView(sending=ask(20)), stages=MANY_STAGES)
    window.render_desk(replace(CROWDED, stage=sending))
    qtbot.waitUntil(lambda: sent.visibleRegion().boundingRect() == sent.rect())


def test_a_press_is_drawn_at_its_button_before_the_page_of_the_script_turns(
    window: MainWindow, qtbot: QtBot
) -> None:
    idle = desk(script=script(0))
    window.render_desk(idle)
    settle(window, 1100, 720)
    button = find(window, StageButton, "stageButton-2")
    looks: list[StageLook] = []

    def page_turns() -> bool:
        looks.append(button.face.look)
        return find(window, ReadingText, "scriptText").toPlainText() == PAGES[1].text

    window.render_desk(replace(idle, stage=panel(StageView(sending=ask(2))), script=script(1)))
    assert not page_turns()
    qtbot.waitUntil(page_turns)
    assert looks[-1] is StageLook.SENDING


def test_a_call_is_at_its_card_before_everything_else_follows(
    window: MainWindow, qtbot: QtBot
) -> None:
    free = waiting()
    window.render_desk(free)
    settle(window, 1100, 720)
    status = find(window, QPushButton, "statusMenu")
    before = status.text()
    away = replace(STATUSES, current_id="at lunch")
    window.render_desk(replace(free, call=CALL, stage=panel(), status=away))
    assert find(window, ElidedLabel, "callWho").text() == CALL.who
    assert status.text() == before
    qtbot.waitUntil(lambda: status.text() != before)


def test_in_a_low_window_the_notices_come_when_asked_for_and_go_again(window: MainWindow) -> None:
    window.render_desk(CROWDED)
    settle(window, *SMALLEST_SIZE)
    assert not visible(window, "notificationList")
    click(window, "notificationBell")
    let_settle()
    assert visible(window, "notificationList")
    assert find(window, QWidget, "notificationList").hasFocus()
    assert visible(window, "stageButton-0")
    assert place(window, window.notices).bottom() < window.height()
    click(window, "notificationBell")
    let_settle()
    assert not visible(window, "notificationList")
    assert visible(window, "callWho")


def test_with_room_the_bell_leads_to_the_list(window: MainWindow) -> None:
    window.render_desk(desk(board=told(Cause.CAMPAIGN_ADDED)))
    for _press in range(2):
        click(window, "notificationBell")
        assert find(window, QWidget, "notificationList").hasFocus()
        assert visible(window, "callWho")


def test_in_a_low_window_a_banner_says_what_is_the_matter_and_its_name_says_all(
    window: MainWindow,
) -> None:
    window.render_desk(desk(board=told(Cause.DIALER_LINK_DOWN)))
    banner = find(window, Banner, "notificationBanner")
    body = next(x for x in banner.findChildren(QLabel) if x.text().startswith("Your call goes on"))
    assert body.isVisible()
    settle(window, *SMALLEST_SIZE)
    assert not body.isVisible()
    assert "Your call goes on" in banner.accessibleName()
    settle(window, 1100, 720)
    assert body.isVisible()


def test_its_place_is_told_once_it_rests_and_restored(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.geometry_rested, timeout=5000) as rested:
        window.resize(770, 640)
        window.resize(780, 600)  # the screen of these tests is small
    geometry, splitter, places = rested.args
    assert list(places.values()) == [geometry]
    other = MainWindow()
    qtbot.addWidget(other)
    other.restore(geometry, splitter)
    other.show()
    assert (other.width(), other.height()) == (780, 600)


def test_a_narrow_windows_place_leaves_the_list_its_room_in_a_wide_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.geometry_rested, timeout=5000) as rested:
        settle(window, *SMALLEST_SIZE)
    other = MainWindow()
    qtbot.addWidget(other)
    other.restore(*rested.args)
    other.show()
    settle(other, 1100, 720)
    assert other.campaigns.isVisible()
    assert other.campaigns.width() > 150


@pytest.mark.parametrize("places", [("", ""), ("bm90aGluZw==", "bm90aGluZw==")])
def test_a_place_that_makes_no_sense_is_left_aside(
    window: MainWindow, places: tuple[str, str]
) -> None:
    before = window.size()
    window.restore(*places)
    assert window.size() == before


def test_its_place_is_told_when_it_is_moved_and_before_it_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.geometry_rested, timeout=5000):
        window.move(10, 10)
    with qtbot.waitSignals([window.geometry_rested, window.close_asked], order="strict"):
        window.close()


def test_closing_asks_and_leaves_the_window_open(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


@pytest.mark.parametrize(
    "name", ["campaignFilter", "stageButton-2", "stageNumber", "statusMenu", "campaignJoin"]
)
def test_after_a_lost_session_text_and_focus_are_where_they_were(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    number_field = panel(stages=StageList()) if name == "stageNumber" else panel()
    window.render_desk(desk(stage=number_field))
    typing = find(window, QLineEdit, "campaignFilter")
    typing.setText("spr")
    if name == "stageNumber":
        find(window, QSpinBox, name).setValue(17)
    find(window, QWidget, name).setFocus()
    for phase in (Phase.EXPIRED, Phase.LOGGING_ON_AGAIN, Phase.EXPIRED):
        window.render_desk(expired(phase, stage=number_field))
        assert visible(window, "reloginPanel")
    window.render_desk(desk(stage=number_field))
    assert not visible(window, "reloginPanel")
    assert typing.text() == "spr"
    assert window.focusWidget() is find(window, QWidget, name)
    if name == "stageNumber":
        assert find(window, QSpinBox, name).value() == 17


def test_behind_the_overlay_nothing_can_be_pressed(window: MainWindow, qtbot: QtBot) -> None:
    window.render_desk(expired())
    password = find(window, QLineEdit, "reloginPassword")
    assert password.hasFocus()
    with qtbot.assertNotEmitted(window.stages.stage_pressed):
        QTest.keyClicks(password, "2")
        click(window, "stageButton-2")
    for _step in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.relogin.isAncestorOf(window.focusWidget())


def test_what_is_copied_for_support_holds_nothing_of_the_contact(window: MainWindow) -> None:
    contact = replace(CALL, who="Maria Petrou", number="+30 210 4410")
    for cause in Cause:
        window.render_desk(desk(call=contact, board=told(cause)))
        window.notices.copy_details()
        copied = QGuiApplication.clipboard().text()
        assert f"What: {cause.value}" in copied
        assert "Petrou" not in copied
        assert "4410" not in copied


def test_campaigns_that_go_take_their_heading_along(window: MainWindow) -> None:
    window.render_desk(desk(campaigns=CampaignList(arrived=True), selected_id=None))
    assert find(window, QLabel, "campaignName").text() == "No campaign chosen"


@pytest.mark.parametrize("phase", Phase)
def test_the_desk_is_in_the_agent_s_hand_while_the_keeper_finds_the_way_back(
    window: MainWindow, phase: Phase
) -> None:
    window.render_desk(expired(phase))
    in_hand = phase in (Phase.LOGGED_ON, Phase.RECONNECTING)
    assert find(window, QWidget, "workTabs").isEnabled() is in_hand


def test_what_is_being_typed_keeps_the_focus_while_the_keeper_finds_the_way_back(
    window: MainWindow,
) -> None:
    window.render_desk(desk())
    typing = find(window, QLineEdit, "campaignFilter")
    typing.setFocus()
    window.render_desk(desk(phase=Phase.RECONNECTING))
    QTest.keyClicks(window.focusWidget(), "win")
    window.render_desk(desk())
    assert typing.text() == "win"
    assert typing.hasFocus()
