"""The script panel: pages, fields, outcomes, and what it says where there is none of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.outcomes import OutcomeView
from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.scripts import Control, Page, Script, ScriptPanel
from agent_desktop.desk.stages import Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.script.panel import ScriptPanelView
from agent_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.finding import click, find
from tests.ui.work_states import NOT_NOW, OFFER, VALUES, at_work, script


@pytest.fixture
def panel(qtbot: QtBot) -> ScriptPanelView:
    made = ScriptPanelView()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.render_script(at_work(script=script(1)))
    with qtbot.waitActive(made):
        made.show()
    return made


def line(panel: ScriptPanelView, column: str) -> QLineEdit:
    return find(panel, QLineEdit, f"scriptField-{column}")


def text(panel: ScriptPanelView) -> str:
    shown = find(panel, QTextEdit, "scriptText")
    assert shown.isVisible()
    return shown.toPlainText()


def test_a_page_shows_its_text_letter_by_letter_and_its_fields(panel: ScriptPanelView) -> None:
    assert text(panel) == "Your contract <b>ends</b> on 30 April."
    assert find(panel, QComboBox, "scriptField-Tariff").currentText() == "Plus"
    assert line(panel, "Household").text() == "3"
    assert line(panel, "Move").text() == "05/01/2026"


def test_labels_lead_to_their_fields(panel: ScriptPanelView) -> None:
    buddies = {x.text(): x.buddy() for x in panel.findChildren(QLabel) if x.buddy() is not None}
    assert buddies["People"] is line(panel, "Household")
    assert find(panel, QWidget, "scriptField-Remark").accessibleName() == "Remark"


def test_an_ampersand_of_the_campaigns_marks_no_key(panel: ScriptPanelView) -> None:
    page = Page("Q&A", controls=(Control("c", "Q&A"),), dispositions=(Disposition("Q&A"),))
    panel.render_script(at_work(script=ScriptPanel("i1", "c1", Script((page,)))))
    assert "Q&&A" in {x.text() for x in panel.findChildren(QLabel) if x.buddy() is not None}
    assert find(panel, QPushButton, "scriptOutcome-Q&A").text() == "Q&&A"
    assert find(panel, QPushButton, "scriptOutcome-Q&A").accessibleName() == "Q&A"


def test_what_is_typed_is_told_for_the_call(panel: ScriptPanelView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.value_typed) as typed:
        line(panel, "Household").setFocus()
        line(panel, "Household").setCursorPosition(1)
        QTest.keyClicks(line(panel, "Household"), "2")
    assert typed.args == ["i1", "Household", "32"]


def test_a_value_comes_into_a_field_unless_the_agent_is_in_it(panel: ScriptPanelView) -> None:
    other = tuple((name, "7" if name == "Household" else value) for name, value in VALUES)
    line(panel, "Household").setFocus()
    panel.render_script(at_work(script=script(1, values=other)))
    assert line(panel, "Household").text() == "3"
    line(panel, "Move").setFocus()
    panel.render_script(at_work(script=script(1, values=other)))
    assert line(panel, "Household").text() == "7"


def test_the_next_call_has_its_own_values_even_under_the_hand(panel: ScriptPanelView) -> None:
    line(panel, "Household").setFocus()
    panel.render_script(at_work(script=script(1, interaction_id="i2", values=())))
    assert line(panel, "Household").text() == ""


def test_next_and_back_go_to_the_pages_beside(panel: ScriptPanelView) -> None:
    told: list[int] = []
    panel.page_chosen.connect(told.append)
    click(panel, "scriptNext")
    click(panel, "scriptBack")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(panel, Qt.Key.Key_PageDown, control)
    QTest.keyClick(panel, Qt.Key.Key_PageUp, control)
    assert told == [2, 0, 2, 0]


@pytest.mark.parametrize(("page", "name"), [(0, "scriptBack"), (3, "scriptNext")])
def test_at_either_end_there_is_no_further_page(
    panel: ScriptPanelView, qtbot: QtBot, page: int, name: str
) -> None:
    panel.render_script(at_work(script=script(page)))
    with qtbot.assertNotEmitted(panel.page_chosen):
        click(panel, name)
    assert "page" in find(panel, QPushButton, name).accessibleDescription()


def test_who_was_in_a_field_is_in_the_first_one_of_the_next_page(panel: ScriptPanelView) -> None:
    line(panel, "Household").setFocus()
    panel.render_script(at_work(script=script(0)))
    assert line(panel, "Mail").hasFocus(), "the first may only be read"
    panel.render_script(at_work(script=script(2)))
    assert find(panel, QWidget, "scriptPages").hasFocus(), "that page has no field"


def test_who_was_elsewhere_stays_there(panel: ScriptPanelView) -> None:
    button = find(panel, QPushButton, "scriptNext")
    button.setFocus()
    panel.render_script(at_work(script=script(0)))
    assert button.hasFocus()


def test_an_outcome_of_the_page_is_picked_for_the_call(
    panel: ScriptPanelView, qtbot: QtBot
) -> None:
    button = find(panel, QPushButton, f"scriptOutcome-{NOT_NOW.label}")
    assert button.text() == "Not <b>now</b>"
    with qtbot.waitSignal(panel.outcome_picked) as picked:
        click(panel, f"scriptOutcome-{NOT_NOW.label}")
    assert picked.args == ["i1", NOT_NOW]


NO_CALL = at_work(call=None, script=script(1, interaction_id="", values=()))
FILED = at_work(
    script=script(1),
    outcome=OutcomePanel("i1", view=OutcomeView(verdict=Verdict.CONFIRMED)),
)


@pytest.mark.parametrize(
    ("state", "why"), [(NO_CALL, "no call"), (FILED, "is filed")], ids=["no call", "filed"]
)
def test_without_a_call_and_after_its_outcome_pages_can_be_read_only(
    panel: ScriptPanelView, qtbot: QtBot, state: DeskState, why: str
) -> None:
    panel.render_script(state)
    assert text(panel)
    assert not line(panel, "Household").isEnabled()
    assert why in find(panel, QLabel, "scriptFieldsOff").text()
    button = find(panel, QPushButton, "scriptOutcome-Renewed")
    with qtbot.assertNotEmitted(panel.outcome_picked):
        click(panel, button.objectName())
    assert why in button.accessibleDescription()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (at_work(script=ScriptPanel("i1", "c1")), "has no script"),
        (at_work(script=ScriptPanel("i1", "c1", loading=True)), "Reading the script"),
        (at_work(script=ScriptPanel("i1", "c1", custom_url="https://x.example")), "browser"),
        (at_work(script=ScriptPanel(), selected_id=None), "No campaign chosen"),
    ],
    ids=["none", "loading", "elsewhere", "no campaign"],
)
def test_where_there_is_no_page_it_says_why(
    panel: ScriptPanelView, state: DeskState, words: str
) -> None:
    panel.render_script(state)
    empty = panel.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert words in empty.accessibleName()
    panel.render_script(at_work(script=script(1)))
    assert not empty.isVisible()


def test_a_page_wears_the_campaigns_colours(panel: ScriptPanelView) -> None:
    sheet = find(panel, QFrame, "scriptGround").styleSheet()
    assert OFFER.background in sheet
    assert OFFER.foreground in sheet


def test_it_says_when_what_was_typed_is_kept(panel: ScriptPanelView) -> None:
    kept = find(panel, QLabel, "scriptState")
    assert kept.text() == ""
    QTest.keyClicks(line(panel, "Household"), "2")
    panel.render_script(at_work(script=script(1, unsaved=True)))
    assert kept.text() == "Saving…"
    panel.render_script(at_work(script=script(1)))
    assert kept.text() == "Saved"
    panel.render_script(at_work(script=script(1, interaction_id="i2")))
    assert kept.text() == ""


def test_a_page_that_is_edited_meanwhile_is_built_anew(panel: ScriptPanelView) -> None:
    plain = script(1)
    pages = (*plain.script.pages[:1], replace(OFFER, text="New words", controls=()))
    panel.render_script(at_work(script=replace(plain, script=replace(plain.script, pages=pages))))
    assert text(panel) == "New words"
    assert not any(x.isVisible() for x in panel.findChildren(QComboBox))
