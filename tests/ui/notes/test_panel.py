"""The note: the agent's own words, swapped with the call, never overwritten under the hand."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from agent_desktop.desk.panels import NotePanel
from agent_desktop.ui.notes.panel import NotePanelView
from tests.ui.finding import find
from tests.ui.work_states import at_work


@pytest.fixture
def panel(qtbot: QtBot) -> NotePanelView:
    made = NotePanelView()
    qtbot.addWidget(made)
    made.render_note(at_work(note=NotePanel("i1", "Back at six.")))
    with qtbot.waitActive(made):
        made.show()
    return made


def text(panel: NotePanelView) -> QPlainTextEdit:
    return find(panel, QPlainTextEdit, "noteText")


def state_words(panel: NotePanelView) -> str:
    return find(panel, QLabel, "noteState").text()


def test_each_letter_is_told_for_its_call_and_goes_on_at_the_end(
    panel: NotePanelView, qtbot: QtBot
) -> None:
    text(panel).setFocus()
    with qtbot.waitSignal(panel.note_typed) as typed:
        QTest.keyClicks(text(panel), "!")
    assert typed.args == ["i1", "Back at six.!"]


def test_showing_a_note_is_no_typing(panel: NotePanelView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.note_typed):
        panel.render_note(at_work(note=NotePanel("i1", "Kept by an earlier run.")))
        panel.render_note(at_work(note=NotePanel("i2", "")))
    assert text(panel).toPlainText() == ""


def test_under_the_hand_the_text_is_the_agents(panel: NotePanelView) -> None:
    text(panel).setFocus()
    QTest.keyClicks(text(panel), " So")
    panel.render_note(at_work(note=NotePanel("i1", "Back at six. S", kept=False)))
    assert text(panel).toPlainText() == "Back at six. So"


def test_another_call_has_another_note_even_under_the_hand(
    panel: NotePanelView, qtbot: QtBot
) -> None:
    text(panel).setFocus()
    panel.render_note(at_work(note=NotePanel("i2", "Of the second.")))
    assert text(panel).toPlainText() == "Of the second."
    with qtbot.waitSignal(panel.note_typed) as typed:
        QTest.keyClicks(text(panel), "2")
    assert typed.args == ["i2", "Of the second.2"]


def test_it_says_whether_it_is_kept(panel: NotePanelView) -> None:
    assert state_words(panel) == "Saved"
    panel.render_note(at_work(note=NotePanel("i1", "Back", kept=False)))
    assert state_words(panel) == "Saving…"
    panel.render_note(at_work(note=NotePanel("i2", "")))
    assert state_words(panel) == ""


def test_a_note_that_was_emptied_is_saved_too(panel: NotePanelView) -> None:
    text(panel).setFocus()
    text(panel).clear()
    panel.render_note(at_work(note=NotePanel("i1", "")))
    assert state_words(panel) == "Saved"


def test_it_says_whom_it_is_about(panel: NotePanelView) -> None:
    assert find(panel, QLabel, "noteOf").text() == "Note on the call with Maria Petrou"


def test_without_a_call_it_is_off_with_a_reason(panel: NotePanelView) -> None:
    panel.render_note(at_work(call=None, note=NotePanel()))
    assert not text(panel).isEnabled()
    assert text(panel).toPlainText() == ""
    assert "once there is a call" in text(panel).accessibleDescription()
    assert "once there is a call" in text(panel).placeholderText()
