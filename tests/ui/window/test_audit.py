"""Every control can be named, heard and reached: in the dialog, in the window, in the overlay."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agent_desktop.desk.links import Link, LinkPart, LinkState
from agent_desktop.desk.logon import (
    Keeping,
    LogOnFault,
    LogOnForm,
    PasswordOffer,
    Phase,
    StationKind,
)
from agent_desktop.desk.notices import LASTING, Cause, Facts
from agent_desktop.desk.panels import NotePanel
from agent_desktop.desk.stage_lists import StageList
from agent_desktop.desk.stages import StageView, Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.support import Bundle, Kind
from agent_desktop.ui.crash.dialog import CrashReportDialog
from agent_desktop.ui.crash.strip import CrashStrip
from agent_desktop.ui.help.bundle_dialog import SupportBundleDialog
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import SMALLEST_SIZE, MainWindow
from agent_desktop.ui.work_tabs import Tab
from tests.ui.desk_states import (
    CALL,
    ask,
    desk,
    expired,
    panel,
    refused_log_on,
    told,
    unsettled,
)
from tests.ui.finding import click, find, let_settle
from tests.ui.language import speaking
from tests.ui.work_states import at_work, script

INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QTabBar,
)


def dialog(kind: StationKind = StationKind.WORKSTATION) -> LogOnDialog:
    made = LogOnDialog(LogOnForm("ic1.example", "ada", "", kind, "7001"))
    made.show()
    made.render_log_on(refused_log_on(LogOnFault.CREDENTIALS))
    click(made, "loginMore")
    return made


def dialog_with_all_it_offers() -> LogOnDialog:
    made = dialog()
    offer = PasswordOffer("ic1.example", "ada", Keeping.OFFERED, "Test vault")
    made.render_log_on(DeskState(password=offer))
    strip = CrashStrip()
    made.put_above(strip)
    strip.offer(ended=True)
    return made


def crash_report() -> CrashReportDialog:
    made = CrashReportDialog("Agent Desktop: report of a fault")
    made.show()
    return made


def support_bundle(*, ready: bool) -> SupportBundleDialog:
    made = SupportBundleDialog()
    if ready:
        made.show_bundle(Bundle("Agent Desktop: support bundle", {Kind.USER: 1}))
    made.show()
    return made


def window_without_a_link(*, narrow: bool = False) -> MainWindow:
    made = MainWindow()
    if narrow:
        made.resize(*SMALLEST_SIZE)
    lost = Facts(server="ic1.example", station="7001", subject=LinkPart.SESSION.value)
    board = told(Cause.SESSION_LINK_DOWN, Cause.STATION_LOST, facts=lost)
    link = Link(LinkState.DOWN, LinkPart.SESSION, down_since=0.0)
    made.render_desk(desk(phase=Phase.RECONNECTING, board=board, link=link))
    made.show()
    return made


def window(*, narrow: bool = False) -> MainWindow:
    made = MainWindow()
    if narrow:
        made.resize(*SMALLEST_SIZE)
    lost = StageView(unsettled=unsettled(2, Verdict.NOT_CONFIRMED), offer=ask(3))
    made.render_desk(
        desk(
            stage=panel(lost),
            selected_id="c2",
            call=CALL,
            board=told(*LASTING[1:3], Cause.CAMPAIGN_ADDED),
        )
    )
    made.show()
    return made


def window_without_stages() -> MainWindow:
    made = MainWindow()
    made.render_desk(desk(stage=panel(stages=StageList())))
    made.show()
    return made


def overlay() -> MainWindow:
    made = MainWindow()
    made.render_desk(desk())
    made.show()
    made.render_desk(expired())
    return made


def window_at_work(tab: Tab, **fields: object) -> MainWindow:
    made = MainWindow()
    made.render_desk(at_work(note=NotePanel("i1", "Back at six."), **fields))
    made.tabs.open(tab)
    made.show()
    return made


def window_with_script() -> MainWindow:
    other = script(1, custom_url="https://x.example", url_allowed=True)
    return window_at_work(Tab.SCRIPT, script=other)


WINDOWS: dict[str, Callable[[], QWidget]] = {
    "dialog": dialog,
    "dialog for a phone number": lambda: dialog(StationKind.REMOTE_NUMBER),
    "dialog with all it offers": dialog_with_all_it_offers,
    "crash report": crash_report,
    "support bundle": lambda: support_bundle(ready=True),
    "support bundle to come": lambda: support_bundle(ready=False),
    "window": window,
    "window without a link": window_without_a_link,
    "narrow window without a link": lambda: window_without_a_link(narrow=True),
    "narrow window": lambda: window(narrow=True),
    "window without stages": window_without_stages,
    "overlay": overlay,
    "script": window_with_script,
    "contact": lambda: window_at_work(Tab.CONTACT),
    "notes": lambda: window_at_work(Tab.NOTES),
}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with speaking(qapp, "de_DE"):
        yield


def made(name: str, qtbot: QtBot) -> QWidget:
    top = WINDOWS[name]()
    qtbot.addWidget(top)
    let_settle()
    return top


@pytest.fixture(params=WINDOWS)
def shown(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    return made(request.param, qtbot)


@pytest.fixture(params=WINDOWS)
def shown_in_german(request: pytest.FixtureRequest, qtbot: QtBot, german: None) -> QWidget:
    return made(request.param, qtbot)


def controls(top: QWidget) -> list[QWidget]:
    """What a person can act on now, without the inner parts of Qt's own widgets."""
    found = [widget for kind in INTERACTIVE for widget in top.findChildren(kind) if able(widget)]
    inner = (QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QTableView)
    return [w for w in found if not any(isinstance(p, inner) for p in ancestors(w, top))]


def able(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def ancestors(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.parentWidget()


def heard(widget: QWidget) -> str:
    """The name a screen reader says."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    assert spoken is not None
    return spoken.text(QAccessible.Text.Name)


def walked(top: QWidget) -> list[QWidget]:
    """Every widget the Tab key comes by, until it comes round."""
    at = top.focusWidget()
    assert at is not None
    seen: list[QWidget] = []
    while at not in seen:
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = top.focusWidget()
    return seen


def by_arrows(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether arrow keys lead there: to the other answers of a group."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def shared_keys(top: QWidget) -> list[str]:
    """The letters that lead, with Alt, to more than one control in sight."""
    texts = [w.text() for w in top.findChildren(QAbstractButton) if able(w)]
    texts += [w.text() for w in top.findChildren(QLabel) if able(w) and w.buddy() is not None]
    keys = [key.lower() for text in texts for key in re.findall(r"&(\w)", text.replace("&&", ""))]
    return sorted(key for key in set(keys) if keys.count(key) > 1)


def test_each_control_has_a_name_and_is_heard_and_reached(shown: QWidget) -> None:
    acting = controls(shown)
    reached = walked(shown)
    assert acting
    assert [w for w in acting if not w.objectName()] == []
    assert [w.objectName() for w in acting if not heard(w).strip() or "&" in heard(w)] == []
    assert [w.objectName() for w in acting if w not in reached and not by_arrows(w, reached)] == []
    assert [w for w in reached if not isinstance(w, INTERACTIVE)] == []


def test_no_two_controls_share_a_key_and_no_label_guesses_markup(shown: QWidget) -> None:
    guessing = [
        label.text()
        for label in shown.findChildren(QLabel)
        if label.text()
        and label.buddy() is None
        and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert guessing == []
    assert shared_keys(shown) == []


def test_no_two_controls_share_a_key_in_german_and_all_are_heard(shown_in_german: QWidget) -> None:
    assert shared_keys(shown_in_german) == []
    assert [w.objectName() for w in controls(shown_in_german) if not heard(w).strip()] == []


DIALOG_NAMES = """loginDialog loginServer loginUser loginPassword loginStationKind loginStation
    loginRemember loginSubmit loginCancel loginError"""
WINDOW_NAMES = """mainWindow campaignFilter campaignList stagePanel stageButton-0 stageButton-9
    stageNumber stageSend stageState stageSendAgain connectionState statusMenu notificationBanner
    notificationList logOff stageOffer"""
OVERLAY_NAMES = "reloginPanel reloginPassword reloginSubmit"


@pytest.mark.parametrize(
    ("make", "names"),
    [(dialog, DIALOG_NAMES), (window, WINDOW_NAMES), (overlay, OVERLAY_NAMES)],
    ids=["dialog", "window", "overlay"],
)
def test_the_names_people_script_against_are_all_there(
    qtbot: QtBot, make: Callable[[], QWidget], names: str
) -> None:
    top = make()
    qtbot.addWidget(top)
    known = {top.objectName(), *(child.objectName() for child in top.findChildren(QWidget))}
    assert set(names.split()) - known == set()


def test_the_dialog_is_walked_from_top_to_bottom(qtbot: QtBot) -> None:
    top = dialog()
    qtbot.addWidget(top)
    find(top, QLineEdit, "loginServer").setFocus()
    assert [widget.objectName() for widget in walked(top)] == [
        "loginServer",
        "loginUser",
        "loginPassword",
        "loginStationKind",
        "loginStation",
        "loginRemember",
        "loginMore",
        "loginCompanion",
        "loginCaFile",
        "loginLanguage",
        "loginCancel",
        "loginSubmit",
        "helpMenu",
    ]


def test_the_window_is_walked_from_top_to_bottom(qtbot: QtBot) -> None:
    top = window()
    qtbot.addWidget(top)
    let_settle()
    find(top, QWidget, "statusMenu").setFocus()
    names = [w.objectName() for w in walked(top)]
    order = ["statusMenu", "logOff", "campaignFilter", "campaignList", "campaignJoin"]
    order += ["callGoTo", "stageSendAgain", "stageOffer", "stageButton-0", "stageButton-9"]
    order += ["notificationCopy", "notificationList"]
    assert [name for name in names if name in order] == order
