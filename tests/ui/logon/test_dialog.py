"""The log-on dialog: each fault beside its field, and what was typed stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.logon import LogOnFault, LogOnForm, LogOnStep, StationKind
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.logon.dialog import LogOnDialog
from tests.ui.desk_states import logging_on, offered, refused_log_on
from tests.ui.finding import click, find, let_settle

FORM = LogOnForm(
    server="ic1.example",
    user="ada",
    password="open sesame",
    station="7001",
    language="de-de",
)
FIELDS = {
    LogOnFault.CREDENTIALS: "loginPassword",
    LogOnFault.KEPT_PASSWORD: "loginPassword",
    LogOnFault.VAULT_SILENT: "loginPassword",
    LogOnFault.STATION: "loginStation",
    LogOnFault.STATION_MISSING: "loginStation",
    LogOnFault.USER_MISSING: "loginUser",
    LogOnFault.CA_FILE: "loginCaFile",
}


class Shown:
    """The dialog on the screen, and what it asked for."""

    def __init__(
        self,
        qtbot: QtBot,
        form: LogOnForm = FORM,
        *,
        companion_allowed: bool = True,
        locked: frozenset[str] = frozenset(),
    ) -> None:
        self.dialog = LogOnDialog(form, companion_allowed=companion_allowed, locked=locked)
        qtbot.addWidget(self.dialog)
        self.submitted: list[LogOnForm] = []
        self.asked: list[tuple[str, str]] = []
        self.dialog.submitted.connect(self.submitted.append)
        self.dialog.server_typed.connect(lambda server, ca: self.asked.append((server, ca)))
        with qtbot.waitActive(self.dialog):
            self.dialog.show()

    def line(self, name: str) -> QLineEdit:
        return find(self.dialog, QLineEdit, name)

    def error(self) -> QLabel:
        return find(self.dialog, QLabel, "loginError")

    def words(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def render(self, state: DeskState) -> None:
        self.dialog.render_log_on(state)

    def choose(self, kind: StationKind) -> None:
        box = find(self.dialog, QComboBox, "loginStationKind")
        box.setCurrentIndex(list(StationKind).index(kind))


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_it_hands_over_what_was_entered(shown: Shown) -> None:
    click(shown.dialog, "loginSubmit")
    assert shown.submitted == [FORM]
    assert shown.submitted[0].password == "open sesame"
    assert "sesame" not in repr(shown.submitted)


def test_enter_in_any_line_logs_on(shown: Shown) -> None:
    for name in ("loginServer", "loginUser", "loginPassword", "loginStation"):
        QTest.keyClick(shown.line(name), Qt.Key.Key_Return)
    assert len(shown.submitted) == 4


def test_spaces_around_an_entry_are_nobodys_but_a_passwords_are_its_own(shown: Shown) -> None:
    shown.line("loginServer").setText("  ic1.example ")
    shown.line("loginUser").setText(" ada ")
    shown.line("loginPassword").setText(" open sesame ")
    form = shown.dialog.form()
    assert (form.server, form.user, form.password) == ("ic1.example", "ada", " open sesame ")


@pytest.mark.parametrize("fault", LogOnFault)
def test_each_fault_has_its_sentence_under_its_field(shown: Shown, fault: LogOnFault) -> None:
    shown.render(logging_on())
    shown.render(refused_log_on(fault))
    error = shown.error()
    field = shown.line(FIELDS.get(fault, "loginServer"))
    assert error.isVisible()
    assert error.text()
    assert field.accessibleDescription() == error.text()
    below = error.mapTo(shown.dialog, error.rect().topLeft()).y()
    assert below > field.mapTo(shown.dialog, field.rect().topLeft()).y()
    assert field.hasFocus()
    assert shown.dialog.form() == FORM


def test_no_two_faults_share_a_sentence(shown: Shown) -> None:
    said = set()
    for fault in LogOnFault:
        shown.render(refused_log_on(fault))
        said.add(shown.error().text())
    assert len(said) == len(LogOnFault)


def test_the_words_of_the_server_stand_beside_ours_letter_by_letter(shown: Shown) -> None:
    shown.render(refused_log_on(LogOnFault.CREDENTIALS, "<b>Locked</b> <img src='x'>"))
    assert "User or password is wrong." in shown.error().text()
    assert "<b>Locked</b>" in shown.error().text()
    assert shown.error().textFormat() is Qt.TextFormat.PlainText


def test_there_is_one_error_at_a_time_and_none_while_logging_on(shown: Shown) -> None:
    shown.render(refused_log_on(LogOnFault.UNKNOWN_HOST))
    shown.render(refused_log_on(LogOnFault.CREDENTIALS))
    assert len(shown.dialog.findChildren(QLabel, "loginError")) == 1
    shown.render(logging_on())
    assert shown.dialog.findChild(QLabel, "loginError") is None


def test_the_same_fault_twice_is_told_twice(shown: Shown) -> None:
    for _try in range(2):
        click(shown.dialog, "loginSubmit")
        assert shown.dialog.findChild(QLabel, "loginError") is None
        shown.render(logging_on())
        shown.render(refused_log_on(LogOnFault.CREDENTIALS))
        assert shown.error().text() == "User or password is wrong."


@pytest.mark.parametrize(
    ("missing", "field"),
    [("server", "loginServer"), ("user", "loginUser"), ("station", "loginStation")],
)
def test_what_is_missing_is_said_before_anything_is_sent(
    qtbot: QtBot, missing: str, field: str
) -> None:
    shown = Shown(qtbot, replace(FORM, **{missing: ""}))  # type: ignore[arg-type]  # text fields
    click(shown.dialog, "loginSubmit")
    assert shown.submitted == []
    assert shown.error().text()
    assert shown.line(field).hasFocus()


def test_a_fault_of_the_ca_file_opens_the_part_where_it_is_named(shown: Shown) -> None:
    assert not shown.line("loginCaFile").isVisible()
    shown.render(refused_log_on(LogOnFault.CA_FILE))
    assert shown.line("loginCaFile").isVisible()


def test_a_refusal_without_a_station_is_shown_all_the_same(shown: Shown) -> None:
    shown.choose(StationKind.NONE)
    shown.render(refused_log_on(LogOnFault.STATION, "Stationless is not allowed."))
    assert shown.error().isVisible()
    assert find(shown.dialog, QComboBox, "loginStationKind").hasFocus()


@pytest.mark.parametrize("kind", StationKind)
def test_each_kind_of_station_can_be_chosen(shown: Shown, kind: StationKind) -> None:
    shown.choose(kind)
    assert shown.dialog.form().station_kind is kind
    assert shown.line("loginStation").isVisible() is (kind is not StationKind.NONE)
    click(shown.dialog, "loginSubmit")
    assert [form.station_kind for form in shown.submitted] == [kind]


def test_a_remote_number_asks_for_a_phone_number(shown: Shown) -> None:
    shown.choose(StationKind.REMOTE_NUMBER)
    assert "Phone &number" in shown.words()
    shown.choose(StationKind.WORKSTATION)
    assert "Phone &number" not in shown.words()


@pytest.mark.parametrize("kind", StationKind)
def test_it_opens_as_it_was_left(qtbot: QtBot, kind: StationKind) -> None:
    form = replace(FORM, station_kind=kind, remember=False, ca_file="/etc/ca.pem")
    assert Shown(qtbot, form).dialog.form() == form


def test_a_language_of_the_settings_that_is_not_on_the_list_is_kept(qtbot: QtBot) -> None:
    assert Shown(qtbot, replace(FORM, language="it-it")).dialog.form().language == "it-it"


def test_remembering_is_the_agents_choice(shown: Shown) -> None:
    find(shown.dialog, QCheckBox, "loginRemember").click()
    assert shown.dialog.form().remember is False


def test_it_begins_in_the_first_empty_field(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(FORM, password=""))
    assert shown.line("loginPassword").hasFocus()


def test_shown_again_it_begins_in_the_first_empty_field(shown: Shown) -> None:
    shown.line("loginServer").setFocus()
    shown.dialog.hide()
    shown.dialog.forget_password()
    shown.dialog.show()
    assert shown.dialog.focusWidget() is shown.line("loginPassword")


def test_while_logging_on_it_says_how_far_it_is_and_takes_no_changes(shown: Shown) -> None:
    shown.render(logging_on())
    assert "Connecting to ic1.example…" in shown.words()
    assert not shown.line("loginUser").isEnabled()
    shown.render(logging_on(LogOnStep.STATION))
    assert "Taking the station…" in shown.words()
    assert not find(shown.dialog, QPushButton, "loginSubmit").isVisible()


@pytest.mark.parametrize("way", ["click", "escape"])
def test_logging_on_can_be_cancelled_and_everything_typed_stays(
    shown: Shown, qtbot: QtBot, way: str
) -> None:
    click(shown.dialog, "loginSubmit")
    shown.render(logging_on())
    with qtbot.waitSignal(shown.dialog.cancelled):
        if way == "click":
            click(shown.dialog, "loginCancel")
        else:
            QTest.keyClick(shown.dialog, Qt.Key.Key_Escape)
    shown.render(DeskState())
    assert shown.dialog.form() == FORM
    assert find(shown.dialog, QPushButton, "loginSubmit").hasFocus()


def test_the_keyboard_can_cancel_while_logging_on(shown: Shown, qtbot: QtBot) -> None:
    find(shown.dialog, QPushButton, "loginSubmit").setFocus()
    QTest.keyClick(shown.dialog, Qt.Key.Key_Return)
    shown.render(logging_on())
    cancel = find(shown.dialog, QPushButton, "loginCancel")
    assert cancel.hasFocus()
    with qtbot.waitSignal(shown.dialog.cancelled):
        QTest.keyClick(cancel, Qt.Key.Key_Space)


def test_escape_leaves_an_idle_dialog_open(shown: Shown, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(shown.dialog.closed),
        qtbot.assertNotEmitted(shown.dialog.cancelled),
    ):
        QTest.keyClick(shown.dialog, Qt.Key.Key_Escape)
    assert shown.dialog.isVisible()


def test_closing_it_leaves_the_program_but_that_is_not_its_own_doing(
    shown: Shown, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shown.dialog.closed):
        shown.dialog.close()
    assert shown.dialog.isVisible()
    with qtbot.waitSignal(shown.dialog.closed):
        click(shown.dialog, "loginCancel")


def test_the_password_is_hidden_until_asked_for_and_dropped_when_told(shown: Shown) -> None:
    password = shown.line("loginPassword")
    assert password.echoMode() is QLineEdit.EchoMode.Password
    shown.dialog.forget_password()
    assert password.text() == ""
    assert password.isUndoAvailable() is False


def test_the_server_is_asked_once_the_typing_rests(shown: Shown, qtbot: QtBot) -> None:
    server = shown.line("loginServer")
    server.clear()
    QTest.keyClicks(server, "ic2")
    assert shown.asked == []
    qtbot.waitUntil(lambda: bool(shown.asked))
    assert shown.asked == [("ic2", "")]


def test_what_the_server_offers_is_said_under_its_field(shown: Shown) -> None:
    shown.render(offered("ic1.example", asking=True))
    assert "Asking the server…" in shown.words()
    shown.render(offered("ic1.example", providers=("Okta",), password_allowed=False))
    assert "Okta, which this program can't use yet" in shown.words()
    assert "It takes no passwords." in shown.words()
    shown.render(offered("ic1.example", encrypted=False))
    assert "Not encrypted" in shown.words()


def test_a_server_that_cannot_be_asked_says_why_before_the_log_on(shown: Shown) -> None:
    problem = refused_log_on(LogOnFault.UNKNOWN_HOST).problem
    shown.render(offered("ic1.example", found=False, problem=problem))
    assert "No server named ic1.example was found." in shown.words()
    assert shown.dialog.findChild(QLabel, "loginError") is None


def test_an_offer_of_another_address_is_not_shown(shown: Shown) -> None:
    shown.line("loginServer").setText("ic2.example")
    shown.render(offered("ic1.example", agreement="Only for staff."))
    assert "Server found" not in shown.words()
    assert "Only for staff." not in shown.words()


def test_the_words_of_an_agreement_are_shown_letter_by_letter(shown: Shown) -> None:
    shown.render(offered("ic1.example", agreement="Only for <b>staff</b>."))
    agreement = find(shown.dialog, QLabel, "loginAgreement")
    assert agreement.isVisible()
    assert agreement.text() == "Only for <b>staff</b>."
    assert agreement.textFormat() is Qt.TextFormat.PlainText


def test_more_shows_what_is_rarely_used_and_less_hides_it(shown: Shown) -> None:
    for visible in (True, False):
        click(shown.dialog, "loginMore")
        for name in ("loginCaFile", "loginLanguage"):
            assert find(shown.dialog, QWidget, name).isVisible() is visible


def companion(shown: Shown) -> QCheckBox:
    return find(shown.dialog, QCheckBox, "loginCompanion")


def test_beside_the_other_client_no_station_is_asked_for_and_the_typed_one_stays(
    shown: Shown,
) -> None:
    click(shown.dialog, "loginMore")
    assert companion(shown).accessibleDescription()
    click(shown.dialog, "loginCompanion")
    for name in ("loginStation", "loginStationKind"):
        assert not find(shown.dialog, QWidget, name).isEnabled()
    assert shown.dialog.form() == replace(FORM, companion=True)
    shown.render(logging_on())
    shown.render(DeskState())
    assert not shown.line("loginStation").isEnabled()
    click(shown.dialog, "loginCompanion")
    assert shown.line("loginStation").isEnabled()
    assert shown.dialog.form() == FORM


def test_beside_the_other_client_a_missing_station_stops_nobody(qtbot: QtBot) -> None:
    form = replace(FORM, station="", companion=True)
    shown = Shown(qtbot, form)
    assert find(shown.dialog, QPushButton, "loginSubmit").hasFocus()
    click(shown.dialog, "loginSubmit")
    assert shown.submitted == [form]


def test_what_switches_the_station_off_is_in_sight_from_the_start(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(FORM, companion=True))
    assert companion(shown).isVisible()
    assert companion(shown).isChecked()


def test_an_organisation_that_wants_no_companion_has_none(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(FORM, companion=True), companion_allowed=False)
    click(shown.dialog, "loginMore")
    assert not companion(shown).isVisible()
    assert shown.line("loginStation").isEnabled()
    assert shown.dialog.form() == FORM


def test_while_logging_on_the_choice_stands(shown: Shown) -> None:
    shown.render(logging_on())
    assert not companion(shown).isEnabled()


def test_the_demo_can_fill_it_in_later(shown: Shown) -> None:
    demo = replace(FORM, server="http://127.0.0.1:8018", user="demo", password="demo")
    shown.dialog.prefill(demo)
    assert shown.dialog.form() == demo


@pytest.mark.parametrize("fault", [LogOnFault.CERTIFICATE, LogOnFault.STATION])
def test_it_grows_with_the_words_it_has_to_say_and_shrinks_again(
    shown: Shown, fault: LogOnFault
) -> None:
    plain = shown.dialog.height()
    shown.render(refused_log_on(fault, "A long reason of the server, " * 8))
    let_settle()
    error = shown.error()
    assert error.height() >= error.heightForWidth(error.width())
    assert shown.dialog.height() > plain
    shown.render(DeskState())
    let_settle()
    assert shown.dialog.height() == plain


LINES = {
    "server": "loginServer",
    "user": "loginUser",
    "station": "loginStation",
    "ca_file": "loginCaFile",
}
BOXES = {"station_kind": "loginStationKind", "language": "loginLanguage"}


@pytest.mark.parametrize("key", [*LINES, *BOXES])
def test_what_the_organisation_has_set_says_so_and_can_t_be_changed(qtbot: QtBot, key: str) -> None:
    shown = Shown(qtbot, replace(FORM, ca_file="/etc/ca.pem"), locked=frozenset({key}))
    click(shown.dialog, "loginMore")
    before = shown.dialog.form()
    assert shown.words().count("set by your organisation") == 1
    for setting, name in LINES.items():
        line = shown.line(name)
        assert line.isReadOnly() is (setting == key)
        if setting == key:
            QTest.keyClick(line, Qt.Key.Key_X)
            assert line.accessibleDescription().startswith("set by your organisation")
    for setting, name in BOXES.items():
        assert find(shown.dialog, QComboBox, name).isEnabled() is (setting != key)
    assert shown.dialog.form() == before


def test_a_locked_choice_stays_off_after_a_log_on_that_failed(qtbot: QtBot) -> None:
    shown = Shown(qtbot, locked=frozenset({"station_kind", "language", "companion"}))
    click(shown.dialog, "loginMore")
    shown.render(logging_on())
    shown.render(DeskState())
    assert not find(shown.dialog, QComboBox, "loginStationKind").isEnabled()
    assert not find(shown.dialog, QComboBox, "loginLanguage").isEnabled()
    assert not companion(shown).isEnabled()
    assert "set by your organisation" in companion(shown).accessibleDescription()


def test_a_locked_line_can_be_filled_in_by_the_program(qtbot: QtBot) -> None:
    shown = Shown(qtbot, locked=frozenset({"server"}))
    shown.dialog.prefill(replace(FORM, server="ic2.example"))
    assert shown.dialog.form().server == "ic2.example"


def test_typing_begins_where_something_can_be_typed(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(FORM, user="", password=""), locked=frozenset({"user"}))
    assert shown.line("loginPassword").hasFocus()
