"""Other people's words: shown letter by letter, and nothing in them leads astray."""

import pytest
from PySide6 import QtGui
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import button_text, plain_words, shown, tip


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Zoë & Søn", "Zoë & Søn"),
        ("two\nlines\tand more", "two\nlines\tand more"),
        ("a\r\nb", "a\nb"),
        ("\u200fשמש\u200e", "\u200fשמש\u200e"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066\u2067\u2068a\u2069\u202a\u202b\u202c\u202d", "a"),
        ("a\x00b\x1bc\x7fd\x9be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
    ],
)
def test_nothing_turns_letters_about_or_hides(text: str, seen: str) -> None:
    assert shown(text) == seen
    assert shown(seen) == seen


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "a < b", "&lt;b&gt;", "&amp;", "Q&A", "<img src='file:///x'>\n<a href='x'>"],
)
def test_a_tool_tip_shows_every_letter(text: str) -> None:
    told = QTextDocument()
    # As Qt's own tool tip does it.
    rich = QtGui.Qt.mightBeRichText(tip(text))
    told.setHtml(tip(text)) if rich else told.setPlainText(tip(text))
    assert told.toPlainText() == text
    assert "<img" not in tip(text)


@pytest.mark.parametrize("text", ["&File", "Q&A", "a && b", "&", "Available\tCtrl+Q", "two\nlines"])
def test_a_text_in_a_menu_makes_no_key(text: str) -> None:
    assert QKeySequence.mnemonic(button_text(text)).isEmpty()
    assert "\t" not in button_text(text)
    assert plain_words(button_text(text)) == " ".join(text.split())


def test_a_label_shows_letters_only(qapp: QApplication, qtbot: QtBot) -> None:
    for label in (PlainLabel("<b>a</b>\u202e"), PlainLabel()):
        qtbot.addWidget(label)
        label.setText("<b>a</b>\u202e")
        assert label.text() == "<b>a</b>"
        assert label.textFormat().name == "PlainText"
