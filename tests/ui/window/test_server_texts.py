"""Texts of the server are letters: no markup, no link, no picture, no key, nothing turned about."""

import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.answer import Answer
from agent_desktop.desk.calls import CallState
from agent_desktop.desk.logon import LogOnFault, LogOnForm, StationKind
from agent_desktop.desk.notices import Cause, Facts, NoticeBoard
from agent_desktop.desk.outcomes import Callback, Outcome, OutcomeFault, OutcomeView
from agent_desktop.desk.panels import (
    ContactPanel,
    ManualCall,
    ManualState,
    NotePanel,
    OpenOutcome,
    OutcomePanel,
    PreviewPanel,
)
from agent_desktop.desk.stages import StageView, Verdict
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.main_window import SMALLEST_SIZE, MainWindow
from agent_desktop.ui.work_tabs import Tab
from tests.desk.moments import at
from tests.ui.desk_states import (
    CALL,
    STATUSES,
    ask,
    desk,
    expired,
    offered,
    panel,
    refused_log_on,
    unsettled,
)
from tests.ui.finding import find, let_settle
from tests.ui.history import calls as history
from tests.ui.hostile_texts import MARK, Planted, complaints, planted_in, shows
from tests.ui.work_states import CONTACT, NOT_NOW, TERMS, at_work, ended, script

SAID = Answer(500, "error.id", "Said by the server", "R-1", "A sentence")
CANARY = QColor(0x3F, 0xE1, 0x5D)


class Canaries:
    """Pictures that nobody may load: one on a web server, one in a file."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        image = QImage(64, 64, QImage.Format.Format_RGB32)
        image.fill(CANARY)
        file = folder / "canary.png"
        assert image.save(str(file))
        picture, asked = file.read_bytes(), self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # http.server's name
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(picture)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()
        web = f"http://127.0.0.1:{self.server.server_port}/canary.png"
        self.planted = Planted(web, file.as_uri())

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def canaries(tmp_path: Path) -> Iterator[Canaries]:
    made = Canaries(tmp_path)
    yield made
    made.close()


def notices(*causes: Cause) -> NoticeBoard:
    told = Facts("ada", "7001", "ic1.example", "Spring", "Offer", "a subject", "a chief", "a file")
    board = NoticeBoard()
    for second, cause in enumerate(causes):
        board = board.tell(cause, at(second), told, SAID)
    return board


def refused(number: int = 2) -> StageView:
    return StageView(unsettled=unsettled(number, Verdict.REFUSED, SAID), offer=ask(3))


def outcome(**fields_: object) -> OutcomePanel:
    chosen = Outcome(NOT_NOW, Callback(mine=True))
    view = OutcomeView(
        chosen=chosen,
        verdict=Verdict.REFUSED,
        answer=SAID,
        settled=at(40),
        asked=chosen,
    )
    plain = OutcomePanel("i1", TERMS, view, missing=True, may_choose=True)
    return replace(plain, **fields_)  # type: ignore[arg-type]  # the fields of OutcomePanel


OPEN = OpenOutcome(
    "i0",
    "Winback",
    at(0).wall,
    outcome().view,
    "c2",
    "Nikos",
    note=True,
    earlier_run=True,
    stages_open=("Offer",),
    terms=TERMS,
    fault=OutcomeFault.NOT_LAST,
)
STATES: dict[str, Callable[[], DeskState]] = {
    "refused": lambda: at_work(
        stage=panel(refused()),
        script=script(1, custom_url="https://x.example/", url_allowed=False),
        contact=ContactPanel("i1", answer=SAID),
        outcome=outcome(),
        open_outcomes=(OPEN,),
        note=NotePanel("i1", "A note"),
        board=notices(*Cause),
    ),
    "between calls": lambda: ended(
        outcome=outcome(view=replace(outcome().view, verdict=Verdict.CONFIRMED), missing=False),
        status=replace(STATUSES, current_id="At Lunch"),
        board=notices(*reversed(Cause)),
    ),
    "preview": lambda: at_work(
        call=replace(CALL, contact=CONTACT, terms=TERMS, state=CallState.PREVIEW),
        preview=PreviewPanel("i1", may_skip=True, answer=SAID),
    ),
    "by hand": lambda: at_work(
        call=replace(CALL, contact=CONTACT, terms=TERMS, state=CallState.BY_HAND),
        manual=ManualCall("c1", ManualState.FAILED, answer=SAID, interaction_id="i1"),
    ),
    "session ended": lambda: expired(reason="Ended by the supervisor"),
    "history": lambda: desk(
        history=history.panel(history.SOLD, history.TROUBLED, history.UNANSWERED)
    ),
}


def shows_only_letters(top: QWidget, canaries: Canaries, *, some: bool = True) -> None:
    """Look at a window, at every part of it, and at its tool tips."""
    let_settle()
    assert complaints(top) == []
    assert not some or planted_in(top)
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible() and MARK[:3] in widget.toolTip().replace("&lt;", "<"):
            QToolTip.showText(QPoint(0, 0), widget.toolTip(), widget)
            for tip in QApplication.topLevelWidgets():
                if tip.inherits("QTipLabel"):
                    assert not shows(tip, CANARY)
            QToolTip.hideText()
    let_settle()
    assert not shows(top, CANARY)
    assert canaries.asked == []


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", STATES)
def test_every_text_of_the_window_is_letters(
    qtbot: QtBot, canaries: Canaries, name: str, narrow: bool
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    if narrow:
        window.resize(*SMALLEST_SIZE)
    window.show()
    window.render_desk(canaries.planted.into(desk()))
    window.render_desk(canaries.planted.into(STATES[name]()))
    for tab in Tab:
        window.tabs.open(tab)
        shows_only_letters(window, canaries)
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    shows_only_letters(window, canaries)


def test_every_text_of_the_log_on_dialog_is_letters(qtbot: QtBot, canaries: Canaries) -> None:
    typed = canaries.planted.text("ic1.example")
    dialog = LogOnDialog(LogOnForm(typed, "ada", "", StationKind.WORKSTATION, "7001"))
    qtbot.addWidget(dialog)
    dialog.show()
    offer = offered("ic1.example", providers=("Google", "Okta"), agreement="I agree.")
    for state in (offer, *(refused_log_on(fault, "Said so") for fault in LogOnFault)):
        dialog.render_log_on(canaries.planted.into(state))
        shows_only_letters(dialog, canaries)


def test_a_question_with_a_text_of_the_server_is_letters(qtbot: QtBot, canaries: Canaries) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    address = canaries.planted.text("x").replace("\n", "")
    window.render_desk(at_work(script=script(custom_url=f"https://x/?{address}", url_allowed=True)))
    window.tabs.open(Tab.SCRIPT)
    find(window, QWidget, "scriptOpenUrl").click()  # type: ignore[attr-defined]  # a button
    box = find(window, QMessageBox, "scriptUrlQuestion")
    shows_only_letters(box, canaries, some=False)
    box.reject()
