"""The stage panel: current stage, the sentence, the strip of buttons, the number field."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.stage_lists import Stage, StageList, StageSource
from agent_desktop.desk.stage_map import HIGHEST_STAGE
from agent_desktop.desk.stages import StageView, Verdict
from agent_desktop.desk.state import StagePanel
from agent_desktop.ui.stages.sentence import clock, current_label, label, sentence, went_back
from agent_desktop.ui.stages.strip import StageStrip
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.announcement import announce
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import button_text, shown
from agent_desktop.ui.widgets.section_label import SectionLabel
from agent_desktop.ui.widgets.stage_button import StageFace, StageLook

translate = QCoreApplication.translate

DIGITS = range(10)


class StagePanelView(QFrame):
    """Shows where the call is among the stages and takes the agent's press."""

    stage_pressed = Signal(int)
    send_again_pressed = Signal()
    offer_accepted = Signal()
    offer_declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stagePanel")
        self.setAccessibleName(self.tr("Stages of the call"))
        self._panel = StagePanel()
        self._stages: dict[int, Stage] = {}

        self._heading = SectionLabel(self.tr("Stage"))
        self._current = ElidedLabel()
        self._current.setObjectName("stageCurrent")
        self._current.setProperty("role", "display")
        self._elapsed = ElapsedLabel()
        self._elapsed.setObjectName("stageElapsed")
        self._elapsed.setProperty("role", "display")
        self._elapsed.setAccessibleName(self.tr("Time in this stage"))
        self._sentence = PlainLabel()
        self._sentence.setObjectName("stageState")
        self._sentence.setWordWrap(True)
        self._again = QPushButton(self.tr("&Send again"))
        self._again.setObjectName("stageSendAgain")
        self._again.clicked.connect(self._send_again)
        self._strip = StageStrip()
        self._strip.pressed.connect(self._press)
        self._offer = self._build_offer()
        self._number_row = self._build_number_row()
        self._shortcuts = [self._digit(number) for number in DIGITS]
        self._lay_out()
        self.render_panel(self._panel)
        self._show_faces(StagePanel(StageList(())), self._panel)

    def set_low(self, low: bool) -> None:
        """Leave the heading out, where height is scarce: what stands there says it too."""
        self._heading.setVisible(not low)

    def render_panel(self, panel: StagePanel) -> None:
        """Show a state of the stage panel."""
        before, self._panel = self._panel, panel
        self._show_faces(before, panel)
        text = shown(sentence(panel))
        if text != self._sentence.text():
            self._sentence.setText(text)
            self._sentence.setAccessibleName(text)
            self._announce(before, panel, text)
        restyle(self._sentence, "tone", _tone(panel))
        self._again.setVisible(
            panel.view.may_send_again and panel.barrier is None and not went_back(panel)
        )
        self._show_current(panel)
        self._show_offer(panel)
        self._number_row.setVisible(
            panel.stages.source is StageSource.NONE and not panel.stages.loading
        )
        self._number_row.setEnabled(panel.barrier is None)

    def hasHeightForWidth(self) -> bool:
        """Return False: the strip may be given less height than it wants."""
        return False

    def sizeHint(self) -> QSize:
        """Return the size with every stage in sight, at the present width."""
        layout = self._whole
        return QSize(layout.totalSizeHint().width(), layout.totalHeightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the size with one line of stages in sight."""
        layout = self._whole
        height = layout.totalMinimumHeightForWidth(self.width())
        return QSize(layout.totalMinimumSize().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE.m)
        top.addWidget(self._current, 1)
        top.addWidget(self._elapsed)
        said = QHBoxLayout()
        said.setSpacing(SPACE.m)
        said.addWidget(self._sentence, 1)
        said.addWidget(self._again)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.l)
        whole.setSpacing(SPACE.s)
        whole.addWidget(self._heading)
        whole.addLayout(top)
        whole.addLayout(said)
        whole.addWidget(self._offer)
        whole.addWidget(self._strip)
        whole.addWidget(self._number_row)

    def _build_offer(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "tint")
        self._offer_text = PlainLabel()
        self._offer_text.setWordWrap(True)
        self._offer_send = QPushButton()
        self._offer_send.setObjectName("stageOffer")
        self._offer_send.setProperty("kind", "primary")
        self._offer_send.clicked.connect(lambda: self._answer_offer(self.offer_accepted))
        decline = QPushButton(self.tr("Don't send"))
        decline.setObjectName("stageOfferDecline")
        decline.clicked.connect(lambda: self._answer_offer(self.offer_declined))
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.s)
        row.addWidget(self._offer_text, 1)
        row.addWidget(self._offer_send)
        row.addWidget(decline)
        return frame

    def _build_number_row(self) -> QWidget:
        row = QWidget()
        number_label = QLabel(self.tr("Stage &number"))
        self._number = QSpinBox()
        self._number.setObjectName("stageNumber")
        self._number.setAccessibleName(self.tr("Stage number"))
        self._number.setRange(0, HIGHEST_STAGE)
        self._number.setValue(1)
        self._number.setMinimumWidth(96)
        number_label.setBuddy(self._number)
        send = QPushButton(self.tr("Send s&tage"))
        send.setObjectName("stageSend")
        send.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        send.clicked.connect(self._send_number)
        self._number.lineEdit().returnPressed.connect(self._send_number)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.s)
        line.addWidget(number_label)
        line.addWidget(self._number)
        line.addWidget(send)
        line.addStretch(1)
        return row

    def _digit(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._digit_pressed(number))
        return shortcut

    def _digit_pressed(self, number: int) -> None:
        if number in self._strip:
            self._press(number)

    def _press(self, number: int) -> None:
        """Ask for a stage, unless nothing can be sent; the sentence says why."""
        if self._panel.barrier is None:
            self.stage_pressed.emit(number)

    def _send_again(self) -> None:
        unsettled = self._panel.view.unsettled
        if unsettled is not None:
            self._stay_at(unsettled.ask.number)
        self.send_again_pressed.emit()

    def _answer_offer(self, answer: SignalInstance) -> None:
        offer = self._panel.view.offer
        if offer is not None:
            self._stay_at(offer.number)
        answer.emit()

    def _stay_at(self, number: int) -> None:
        """Go to the stage concerned before its question goes; Qt would go to stage 0."""
        if not self._strip.focus_stage(number):
            self._number.setFocus()

    def _send_number(self) -> None:
        self._number.interpretText()
        self._press(self._number.value())

    def _show_faces(self, before: StagePanel, panel: StagePanel) -> None:
        """Give each button its face; where the list stands, only those that may have another."""
        if before.stages is not panel.stages or before.barrier is not panel.barrier:
            self._stages = {stage.number: stage for stage in panel.stages.stages}
            self._strip.show_faces([_face(stage, panel) for stage in panel.stages.stages])
            return
        concerned = _concerned(before.view) | _concerned(panel.view)
        concerned |= before.view.passed ^ panel.view.passed
        self._strip.change_faces(
            [_face(self._stages[number], panel) for number in concerned if number in self._stages]
        )

    def _show_current(self, panel: StagePanel) -> None:
        self._current.setText(current_label(panel))
        self._elapsed.setVisible(panel.since is not None)
        self._elapsed.set_since(panel.since)

    def _show_offer(self, panel: StagePanel) -> None:
        offer = panel.view.offer
        self._offer.setVisible(offer is not None)
        if offer is None:
            return
        stage = label(panel.stages, offer.number)
        self._offer_text.setText(
            self.tr("Stage {stage} was interrupted at {time}. Is the call still there?").format(
                stage=stage, time=clock(offer.pressed.wall)
            )
        )
        send = self.tr("Send stage {stage}").format(stage=stage)
        self._offer_send.setText(button_text(send))
        self._offer_send.setEnabled(panel.barrier is None)

    def _announce(self, before: StagePanel, now: StagePanel, text: str) -> None:
        """Say results aloud: politely for success, at once for a failure."""
        view, back = now.view, went_back(now)
        under_way = view.sending is not None or view.waiting is not None
        if under_way or (before.view == view and not back):
            return
        announce(self, text, at_once=view.unsettled is not None and not back)


def _face(stage: Stage, panel: StagePanel) -> StageFace:
    """What one button shows of what is known."""
    view, number = panel.view, stage.number
    unsettled = view.unsettled
    key = str(number) if number in DIGITS else ""

    def face(look: StageLook, caption: str = "") -> StageFace:
        return StageFace(
            number,
            stage.name,
            key,
            look,
            caption,
            drifted=stage.drifted,
            available=panel.barrier is None,
        )

    if view.sending is not None and view.sending.number == number:
        return face(StageLook.SENDING, translate("Stages", "sending"))
    if view.waiting is not None and view.waiting.number == number:
        return face(StageLook.WAITING, translate("Stages", "next"))
    if unsettled is not None and unsettled.ask.number == number:
        if unsettled.verdict is Verdict.REFUSED:
            return face(StageLook.REFUSED, translate("Stages", "refused"))
        if unsettled.verdict is not Verdict.CALL_ENDED:
            return face(StageLook.UNCONFIRMED, translate("Stages", "not confirmed"))
    if view.current is not None and view.current.number == number:
        return face(StageLook.CURRENT, clock(view.current.at.wall))
    if number in view.passed:
        return face(StageLook.PASSED)
    return face(StageLook.IDLE)


def _concerned(view: StageView) -> set[int]:
    """The stages of which something is said beyond that they were passed."""
    lost = view.unsettled.ask if view.unsettled is not None else None
    asks = (view.sending, view.waiting, lost, view.current)
    return {each.number for each in asks if each is not None}


def _tone(panel: StagePanel) -> str:
    """Which colour underlines the sentence; its words say the same."""
    view = panel.view
    if view.sending is not None or view.waiting is not None:
        return "accent"
    if view.unsettled is not None and not went_back(panel):
        return "danger" if view.unsettled.verdict is Verdict.REFUSED else "warning"
    return "success" if view.current is not None and not view.over else "quiet"
