"""The tabs of the work area: which one shows when, and that none of them fights the agent."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.calls import CallState
from agent_desktop.desk.history import HistoryPanel
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.outcomes import OutcomeView
from agent_desktop.desk.panels import NotePanel, OpenOutcome, OutcomePanel
from agent_desktop.desk.scripts import ScriptPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.main_window import SMALLEST_SIZE, MainWindow
from agent_desktop.ui.work_tabs import Tab
from tests.desk.moments import at
from tests.ui.desk_states import CALL, told, waiting
from tests.ui.finding import click, find, let_settle
from tests.ui.work_states import CONTACT, TERMS, at_work, ended, script


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.render_desk(waiting())
    with qtbot.waitActive(made):
        made.show()
    return made


def shown(window: MainWindow) -> Tab:
    return window.tabs.tab


def bar(window: MainWindow) -> QTabBar:
    return find(window, QTabBar, "workTabs")


def press(window: MainWindow, tab: Tab) -> None:
    tabs = bar(window)
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(tab).center())
    let_settle()


def control(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    let_settle()


def heard(window: MainWindow, tab: Tab) -> str:
    spoken = QAccessible.queryAccessibleInterface(bar(window))
    assert spoken is not None
    return spoken.child(tab).text(QAccessible.Text.Name)


def small(window: MainWindow) -> None:
    window.resize(*SMALLEST_SIZE)
    let_settle()


def shows(window: MainWindow, name: str) -> bool:
    return find(window, QWidget, name).isVisible()


def test_before_the_first_call_the_notices_show(window: MainWindow) -> None:
    assert shown(window) is Tab.NOTICES
    assert shows(window, "notificationPanel")


def test_a_new_call_shows_its_script_else_its_contact(window: MainWindow) -> None:
    window.render_desk(at_work())
    assert shown(window) is Tab.SCRIPT
    plain = replace(CALL, interaction_id="i2", contact=CONTACT)
    window.render_desk(at_work(call=plain, script=ScriptPanel("i2", "c1")))
    assert shown(window) is Tab.CONTACT


def test_the_script_of_another_campaign_isnt_shown_for_a_call(window: MainWindow) -> None:
    window.render_desk(at_work(selected_id="c2", script=script(interaction_id="")))
    assert shown(window) is Tab.CONTACT


def test_a_call_nobody_knows_anything_of_changes_no_tab(window: MainWindow) -> None:
    window.render_desk(at_work(call=replace(CALL, campaign_id=""), script=ScriptPanel()))
    assert shown(window) is Tab.NOTICES


def test_the_same_call_leaves_the_agents_choice(window: MainWindow) -> None:
    window.render_desk(at_work())
    press(window, Tab.CONTACT)
    held = replace(CALL, contact=CONTACT, terms=TERMS, state=CallState.HELD)
    window.render_desk(at_work(call=held))
    assert shown(window) is Tab.CONTACT


def test_a_call_that_ended_without_an_outcome_shows_the_outcome_once(window: MainWindow) -> None:
    window.render_desk(at_work())
    window.render_desk(ended())
    assert shown(window) is Tab.OUTCOME
    press(window, Tab.NOTES)
    window.render_desk(ended(note=NotePanel("i1", "x")))
    assert shown(window) is Tab.NOTES


def test_a_call_that_ended_with_its_outcome_filed_changes_nothing(window: MainWindow) -> None:
    window.render_desk(at_work())
    window.render_desk(ended(outcome=OutcomePanel("i1", TERMS)))
    assert shown(window) is Tab.SCRIPT


@pytest.mark.parametrize("name", ["noteText", "campaignFilter"])
def test_who_types_is_left_alone_and_the_tab_is_marked(window: MainWindow, name: str) -> None:
    window.render_desk(at_work())
    press(window, Tab.NOTES)
    field = find(window, QWidget, name)
    field.setFocus()
    window.render_desk(ended())
    assert shown(window) is Tab.NOTES
    assert field.hasFocus()
    assert heard(window, Tab.OUTCOME) == "Outcome, missing"
    window.render_desk(at_work(call=replace(CALL, interaction_id="i2", contact=CONTACT)))
    assert shown(window) is Tab.NOTES
    assert heard(window, Tab.CONTACT) == "Contact, for this call"
    press(window, Tab.CONTACT)
    assert heard(window, Tab.CONTACT) == "Contact"


def test_a_tab_that_comes_by_itself_doesnt_put_the_keyboard_into_a_field(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.render_desk(at_work())
    find(window, QLineEdit, "scriptField-Mail").setFocus()
    press(window, Tab.CONTACT)
    find(window, QWidget, "contactTable").setFocus()
    window.render_desk(
        at_work(call=replace(CALL, interaction_id="i2"), script=script(interaction_id="i2"))
    )
    assert shown(window) is Tab.SCRIPT
    assert bar(window).hasFocus()
    with qtbot.waitSignal(window.stages.stage_pressed):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)


@pytest.mark.parametrize(
    ("key", "tab", "focus"),
    [
        (Qt.Key.Key_1, Tab.SCRIPT, "scriptPages"),
        (Qt.Key.Key_2, Tab.CONTACT, "contactTable"),
        (Qt.Key.Key_3, Tab.NOTES, "noteText"),
        (Qt.Key.Key_5, Tab.NOTICES, "notificationList"),
    ],
)
def test_a_key_leads_into_each_panel(window: MainWindow, key: Qt.Key, tab: Tab, focus: str) -> None:
    window.render_desk(at_work(board=told(Cause.CAMPAIGN_ADDED)))
    press(window, Tab.OUTCOME)
    control(window, key)
    assert shown(window) is tab
    assert find(window, QWidget, focus).hasFocus()


def test_the_outcomes_key_leads_there(window: MainWindow) -> None:
    window.render_desk(at_work())
    control(window, Qt.Key.Key_4)
    assert shown(window) is Tab.OUTCOME
    assert window.outcome.isVisible()


@pytest.mark.parametrize("name", ["noteText", "scriptField-Mail", "contactFilter"])
def test_digits_in_a_field_are_text_and_no_stages(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    window.render_desk(at_work())
    tabs = {"noteText": Tab.NOTES, "scriptField-Mail": Tab.SCRIPT, "contactFilter": Tab.CONTACT}
    press(window, tabs[name])
    field = find(window, QWidget, name)
    field.setFocus()
    with qtbot.assertNotEmitted(window.stages.stage_pressed):
        QTest.keyClicks(field, "12")
    held = (
        field.toPlainText()
        if isinstance(field, QPlainTextEdit)
        else find(window, QLineEdit, name).text()
    )
    assert "12" in held


def test_digits_press_stages_everywhere_else(window: MainWindow, qtbot: QtBot) -> None:
    window.render_desk(at_work())
    for name in ("scriptPages", "scriptNext", "scriptText", "workTabs"):
        widget = find(window, QWidget, name)
        widget.setFocus()
        with qtbot.waitSignal(window.stages.stage_pressed) as pressed:
            QTest.keyClick(widget, Qt.Key.Key_2)
        assert pressed.args == [2]


def open_outcome() -> OpenOutcome:
    return OpenOutcome("i0", "Spring renewal", at(0).wall, OutcomeView())


@pytest.mark.parametrize(
    ("state", "tab", "name"),
    [
        (at_work(), Tab.NOTES, "Notes"),
        (at_work(note=NotePanel("i1", "x")), Tab.NOTES, "Notes, has text"),
        (at_work(), Tab.OUTCOME, "Outcome"),
        (at_work(open_outcomes=(open_outcome(),)), Tab.OUTCOME, "Outcome, missing"),
        (at_work(), Tab.NOTICES, "Notices"),
        (at_work(board=told(*[Cause.CAMPAIGN_ADDED] * 2)), Tab.NOTICES, "Notices, 2 new"),
    ],
)
def test_each_tab_says_what_is_in_it(
    window: MainWindow, state: DeskState, tab: Tab, name: str
) -> None:
    window.render_desk(state)
    assert heard(window, tab) == name


def test_going_to_the_notices_is_looking_at_them(window: MainWindow, qtbot: QtBot) -> None:
    window.render_desk(at_work(board=told(Cause.CAMPAIGN_ADDED)))
    with qtbot.waitSignal(window.notices.looked_at):
        press(window, Tab.NOTICES)


def test_in_a_low_window_a_press_opens_a_tab_and_another_folds_it(window: MainWindow) -> None:
    window.render_desk(at_work())
    small(window)
    assert not shows(window, "scriptPanel")
    press(window, Tab.SCRIPT)
    assert shows(window, "scriptPanel")
    assert not shows(window, "callCard")
    press(window, Tab.CONTACT)
    assert shows(window, "contactPanel")
    press(window, Tab.CONTACT)
    assert not shows(window, "contactPanel")
    assert shows(window, "callCard")
    assert shows(window, "stageButton-0")


def test_in_a_low_window_a_key_opens_a_tab_and_folds_it_without_losing_the_keyboard(
    window: MainWindow,
) -> None:
    window.render_desk(at_work())
    small(window)
    control(window, Qt.Key.Key_3)
    assert find(window, QWidget, "noteText").hasFocus()
    control(window, Qt.Key.Key_3)
    assert not shows(window, "noteText")
    assert bar(window).hasFocus()


def test_in_a_low_window_a_call_opens_nothing_by_itself(window: MainWindow) -> None:
    small(window)
    window.render_desk(at_work())
    let_settle()
    assert shown(window) is Tab.SCRIPT
    assert not shows(window, "scriptPanel")
    assert shows(window, "callCard")


def test_with_room_again_everything_shows(window: MainWindow) -> None:
    window.render_desk(at_work())
    small(window)
    press(window, Tab.CONTACT)
    window.resize(1100, 720)
    let_settle()
    assert shows(window, "contactPanel")
    assert shows(window, "callCard")
    press(window, Tab.CONTACT)
    assert shows(window, "contactPanel")


def test_an_outcome_picked_on_a_page_leads_to_the_outcome(window: MainWindow) -> None:
    window.render_desk(at_work(script=script(1)))
    click(window, "scriptOutcome-Renewed")
    assert shown(window) is Tab.OUTCOME


def test_the_history_stands_in_the_desks_place_and_gives_the_keyboard_back(
    window: MainWindow,
) -> None:
    window.render_desk(at_work())
    field = find(window, QWidget, "scriptField-Mail")
    field.setFocus()
    window.render_desk(at_work(history=HistoryPanel(open=True)))
    assert window.history.isVisible()
    assert not shows(window, "stageButton-0")
    assert not field.hasFocus()
    window.render_desk(at_work())
    assert not window.history.isVisible()
    assert field.hasFocus()


def test_a_panel_is_drawn_anew_only_when_its_part_changes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for name, render in (
        ("script", "render_script"),
        ("contact", "render_contact"),
        ("notes", "render_note"),
        ("outcome", "render_outcome"),
    ):
        monkeypatch.setattr(getattr(window, name), render, lambda _state, n=name: drawn.append(n))
    state = at_work()
    window.render_desk(state)
    drawn.clear()
    window.render_desk(replace(state, board=told(Cause.CAMPAIGN_ADDED)))
    assert drawn == []
    window.render_desk(replace(state, note=NotePanel("i1", "x")))
    assert drawn == ["notes"]
