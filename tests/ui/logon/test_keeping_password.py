"""The choice to have the password kept: offered, or off with its reason, and for one account."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import Keeping, LogOnFault, PasswordOffer
from agent_desktop.desk.state import DeskState
from tests.ui.desk_states import logging_on, refused_log_on
from tests.ui.finding import click, find
from tests.ui.logon.test_dialog import FORM, Shown

OFFER = PasswordOffer("ic1.example", "ada", Keeping.OFFERED, "Test vault")
STORED = replace(OFFER, stored=True)
NOT_POSSIBLE = [
    Keeping.ABSENT,
    Keeping.LOCKED,
    Keeping.SILENT,
    Keeping.FAILED,
    Keeping.FORBIDDEN,
    Keeping.DEMO,
]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def box(shown: Shown) -> QCheckBox:
    return find(shown.dialog, QCheckBox, "loginKeepPassword")


def reason(shown: Shown) -> QLabel:
    return find(shown.dialog, QLabel, "loginKeepReason")


def offer(shown: Shown, offer: PasswordOffer) -> None:
    shown.render(DeskState(password=offer))


def empty(qtbot: QtBot) -> Shown:
    return Shown(qtbot, replace(FORM, password="", keep_password=True))


def test_it_is_off_until_the_vault_is_known_and_then_the_agents_choice(shown: Shown) -> None:
    assert not box(shown).isEnabled()
    assert box(shown).text() == "Keep my pass&word on this computer"
    offer(shown, OFFER)
    assert not reason(shown).isVisible()
    assert not shown.dialog.form().keep_password
    click(shown.dialog, "loginKeepPassword")
    offer(shown, replace(OFFER, keeping=Keeping.LOOKING))
    offer(shown, OFFER)
    assert shown.dialog.form() == replace(FORM, keep_password=True)


def test_while_the_vault_is_asked_what_it_said_last_stands(shown: Shown) -> None:
    for keeping in (Keeping.OFFERED, Keeping.LOCKED):
        offer(shown, replace(OFFER, keeping=keeping))
        before = (box(shown).isEnabled(), reason(shown).text())
        offer(shown, replace(OFFER, keeping=Keeping.LOOKING))
        assert (box(shown).isEnabled(), reason(shown).text()) == before


def test_it_names_the_vault_and_what_keeping_means(shown: Shown) -> None:
    offer(shown, OFFER)
    for words in (box(shown).toolTip(), box(shown).accessibleDescription()):
        assert "Test vault" in words
        assert "can log on as you" in words


@pytest.mark.parametrize("keeping", NOT_POSSIBLE)
def test_where_it_cannot_be_had_it_is_off_and_says_why(qtbot: QtBot, keeping: Keeping) -> None:
    shown = empty(qtbot)
    offer(shown, replace(OFFER, keeping=keeping))
    assert not box(shown).isEnabled()
    assert not box(shown).isChecked()
    assert not shown.dialog.form().keep_password
    assert reason(shown).isVisible()
    assert reason(shown).text()
    assert box(shown).accessibleDescription() == reason(shown).text()


def test_no_two_reasons_are_the_same(shown: Shown) -> None:
    said = set()
    for keeping in NOT_POSSIBLE:
        offer(shown, replace(OFFER, keeping=keeping))
        said.add(reason(shown).text())
    assert len(said) == len(NOT_POSSIBLE)


def test_a_wish_outlives_a_vault_that_was_locked_for_a_while(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    offer(shown, replace(OFFER, keeping=Keeping.LOCKED))
    offer(shown, OFFER)
    assert box(shown).isChecked()


def test_who_is_not_remembered_has_none_kept(shown: Shown) -> None:
    offer(shown, STORED)
    click(shown.dialog, "loginRemember")
    assert not box(shown).isEnabled()
    assert not shown.dialog.form().keep_password
    assert reason(shown).isVisible()
    click(shown.dialog, "loginRemember")
    assert shown.dialog.form().keep_password


def test_a_stored_password_is_named_in_its_field_and_none_needs_to_be_typed(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    offer(shown, STORED)
    field = shown.line("loginPassword")
    assert field.placeholderText() == "kept in the system's vault"
    assert box(shown).isChecked()
    told = QAccessible.queryAccessibleInterface(field)
    assert "kept in the system's vault" in told.text(QAccessible.Text.Description)
    click(shown.dialog, "loginSubmit")
    assert shown.submitted == [replace(FORM, password="", keep_password=True)]


def test_with_a_stored_password_it_begins_at_the_button(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    offer(shown, STORED)
    shown.dialog.hide()
    shown.dialog.show()
    assert shown.dialog.focusWidget() is find(shown.dialog, QPushButton, "loginSubmit")


def test_unticked_it_stays_unticked_while_the_offer_is_the_same(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    offer(shown, STORED)
    click(shown.dialog, "loginKeepPassword")
    shown.render(replace(logging_on(), password=STORED))
    offer(shown, STORED)
    assert not shown.dialog.form().keep_password


@pytest.mark.parametrize("line", ["loginUser", "loginServer"])
def test_another_account_begins_without_a_tick_and_is_asked_about(qtbot: QtBot, line: str) -> None:
    shown = empty(qtbot)
    asked: list[tuple[str, str, bool]] = []
    shown.dialog.account_typed.connect(lambda *account: asked.append(account))
    offer(shown, OFFER)
    shown.line(line).setText("ben")
    offer(shown, STORED)  # a late word of the first
    assert not shown.dialog.form().keep_password
    assert shown.line("loginPassword").placeholderText() == ""
    qtbot.waitUntil(lambda: bool(asked))
    server, user = ("ic1.example", "ben") if line == "loginUser" else ("ben", "ada")
    assert asked[-1] == (server, user, False)


def test_shown_it_asks_about_the_account_that_is_there(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    with qtbot.waitSignal(shown.dialog.account_typed) as asked:
        shown.dialog.hide()
        shown.dialog.show()
    assert asked.args == ["ic1.example", "ada", True]


def test_a_vault_found_locked_is_asked_again_when_the_agent_comes_back(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    with qtbot.waitSignal(shown.dialog.account_typed):
        pass
    offer(shown, replace(OFFER, keeping=Keeping.LOCKED))
    with qtbot.waitSignal(shown.dialog.account_typed):
        QApplication.sendEvent(shown.dialog, QEvent(QEvent.Type.WindowActivate))


def test_a_refused_one_is_told_at_the_field_which_asks_for_the_new_one(qtbot: QtBot) -> None:
    shown = empty(qtbot)
    offer(shown, STORED)
    shown.render(replace(refused_log_on(LogOnFault.KEPT_PASSWORD), password=OFFER))
    assert "The password kept on this computer is no longer right." in shown.error().text()
    field = shown.line("loginPassword")
    assert field.hasFocus()
    assert field.placeholderText() == ""
    assert box(shown).isChecked(), "the new one is kept as the old one was"


def test_the_tab_key_leads_from_the_password_to_it(shown: Shown) -> None:
    offer(shown, OFFER)
    shown.line("loginPassword").setFocus()
    QTest.keyClick(shown.line("loginPassword"), Qt.Key.Key_Tab)
    assert box(shown).hasFocus()


def test_while_logging_on_the_choice_stands(shown: Shown) -> None:
    offer(shown, OFFER)
    shown.render(replace(logging_on(), password=OFFER))
    assert not box(shown).isEnabled()
