"""The overlay after a session has ended: the desk stays beneath it, only the password is asked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agent_desktop.desk.logon import Phase
from agent_desktop.desk.notices import Cause
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.logon.words import problem_text, step_text
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.form_field import FormField
from agent_desktop.ui.widgets.password_field import PasswordField
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.spinner import Spinner

WIDTH = 380


class ReloginPanel(QWidget):
    """Covers its parent while the agent has to log on again."""

    submitted = Signal(str)
    cancelled = Signal()
    log_off_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reloginPanel")
        self.setAccessibleName(self.tr("Log on again"))
        self._covered = parent
        self._busy = False
        self._title = PlainLabel(self.tr("Your session has ended"))
        self._title.setProperty("role", "title")
        self._why = PlainLabel()
        self._why.setObjectName("reloginReason")
        self._why.setProperty("role", "quiet")
        self._why.setWordWrap(True)
        self._password = PasswordField()
        self._password.setObjectName("reloginPassword")
        self._password.returnPressed.connect(self._submit_password)
        self._field = FormField(self.tr("&Password"), self._password)
        self._field.error_label.setObjectName("reloginError")
        self._spinner = Spinner()
        self._progress = ElidedLabel()
        self._progress.setObjectName("reloginProgress")
        self._progress.setProperty("role", "quiet")
        self._submit = QPushButton(self.tr("Log on &again"))
        self._submit.setObjectName("reloginSubmit")
        self._submit.setProperty("kind", "primary")
        self._submit.clicked.connect(self._submit_password)
        self._off = QPushButton(self.tr("Log off"))
        self._off.setObjectName("reloginLogOff")
        self._off.clicked.connect(self._off_pressed)
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    def render_relogin(self, state: DeskState) -> None:
        """Show or hide the overlay, and how logging on again goes."""
        wanted = state.phase in (Phase.EXPIRED, Phase.LOGGING_ON_AGAIN)
        if wanted and not self.isVisible():
            self._password.clear()
            self.setGeometry(self._covered.rect())
            self.show()
            self.raise_()
            self._password.setFocus()
        elif not wanted and self.isVisible():
            self._password.clear()
            self.hide()
        if not wanted:
            return
        self._busy = state.phase is Phase.LOGGING_ON_AGAIN
        self._why.setText(self._reason(state))
        server = state.agent.server if state.agent else ""
        self._progress.setText(step_text(state.step, server))
        self._spinner.setVisible(self._busy)
        self._progress.setVisible(self._busy)
        self._submit.setVisible(not self._busy)
        self._off.setText(self.tr("Cancel") if self._busy else self.tr("Log off"))
        self._password.setReadOnly(self._busy)
        self._field.set_error(problem_text(state.problem) if state.problem else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops a log-on that runs."""
        if event.key() == Qt.Key.Key_Escape and self._busy:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the whole window."""
        if watched is self._covered and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the desk beneath."""
        painter = QPainter(self)
        scrim = QColor(Theme.current().colours.scrim)
        painter.fillRect(self.rect(), scrim)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(grown(self.font(), WIDTH))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._spinner)
        foot.addWidget(self._progress, 1)
        foot.addStretch(1)
        foot.addWidget(self._off)
        foot.addWidget(self._submit)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        inner.setSpacing(SPACE.m)
        inner.addWidget(self._title)
        inner.addWidget(self._why)
        inner.addWidget(self._field)
        inner.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        middle = QHBoxLayout()  # not an alignment: that would ignore the wrapped words' height
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)

    def _reason(self, state: DeskState) -> str:
        notice = next((n for n in state.board.lasting if n.cause is Cause.SESSION_EXPIRED), None)
        said = notice.answer.message.strip() if notice else ""
        who = state.agent.user_id if state.agent else ""
        asked = self.tr(
            "Log on again as {user} and go on where you were. Everything you typed is still here."
        ).format(user=who)
        if not said:
            return asked
        return self.tr("The server says: {message}").format(message=said) + "\n" + asked

    def _submit_password(self) -> None:
        if not self._busy:
            self.submitted.emit(self._password.text())

    def _off_pressed(self) -> None:
        (self.cancelled if self._busy else self.log_off_pressed).emit()
