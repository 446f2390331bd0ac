"""The contact as a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from agent_desktop.desk.terms import Contact
from agent_desktop.ui.contact.model import VALUE, ContactFilter, ContactModel
from tests.ui.work_states import CONTACT


@pytest.fixture
def model() -> ContactModel:
    made = ContactModel()
    made.show(CONTACT)
    return made


def names(model: ContactFilter) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_models_keep_to_the_rules(model: ContactModel) -> None:
    found = ContactFilter()
    found.setSourceModel(model)
    tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Warning)
    found.look_for("maria")
    model.show(Contact())
    assert tester.model() is found
    assert found.rowCount() == 0


def test_every_word_must_be_in_name_or_value(model: ContactModel) -> None:
    found = ContactFilter()
    found.setSourceModel(model)
    found.look_for("PHONE 555")
    assert names(found) == ["Phone"]
    found.look_for("maria")
    assert names(found) == ["First name"]
    found.look_for("")
    assert len(names(found)) == 4


def test_a_value_that_changes_leaves_the_rows(model: ContactModel, qtbot: QtBot) -> None:
    changed = Contact(tuple((name, value + "!") for name, value in CONTACT.columns))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(changed)
    assert model.index(1, VALUE).data() == "Maria!"


def test_no_cell_has_a_tool_tip(model: ContactModel) -> None:
    for row in range(model.rowCount()):
        assert model.index(row, VALUE).data(Qt.ItemDataRole.ToolTipRole) is None
