"""The log-on dialog: one column, the error under its field, one primary button."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.logon import (
    LogOnForm,
    LogOnProblem,
    PasswordOffer,
    Phase,
    ServerOffer,
    StationKind,
)
from agent_desktop.ui.help.menu import HelpMenu
from agent_desktop.ui.logon.companion_choice import CompanionChoice
from agent_desktop.ui.logon.keep_choice import KeepChoice
from agent_desktop.ui.logon.language_choice import LanguageChoice
from agent_desktop.ui.logon.words import (
    Place,
    offer_text,
    place,
    problem_text,
    station_kind_text,
    step_text,
)
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.icons import mark
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.form_field import FormField
from agent_desktop.ui.widgets.password_field import PasswordField
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.spinner import Spinner

if TYPE_CHECKING:  # the whole desk, which the first paint doesn't wait for
    from agent_desktop.desk.state import DeskState

WIDTH = 380
# The server is asked what it offers this long after the last key.
ASK_AFTER_MS = 400


class LogOnDialog(QDialog):
    """Takes the log-on; it never waits, and what was typed stays whatever happens."""

    submitted = Signal(object)  # LogOnForm
    cancelled = Signal()
    server_typed = Signal(str, str)  # address, CA file
    account_typed = Signal(str, str, bool)  # address, user, whether its password shall be kept
    closed = Signal()

    def __init__(
        self,
        form: LogOnForm,
        parent: QWidget | None = None,
        *,
        companion_allowed: bool = True,
        locked: frozenset[str] = frozenset(),
    ) -> None:
        """Begin with a form. `locked` are the settings that the organisation has set."""
        super().__init__(parent)
        self.setObjectName("loginDialog")
        self.setWindowTitle(self.tr("Log on – Agent Desktop"))
        self.setAccessibleName(self.tr("Log on"))
        self._busy = False
        self._locked = locked
        self._build_fields()
        self._companion = CompanionChoice(allowed=companion_allowed)
        self._companion.toggled.connect(self._station_needed)
        self._build_foot()
        self.help = HelpMenu()
        self._lay_out()
        self._lock()
        self._fill(form)
        self._ask = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask.timeout.connect(self._ask_server)
        self._ask_vault = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask_vault.timeout.connect(self._account_rested)
        for line in (self._server, self._user):
            line.textChanged.connect(self._account_changed)
        self._server.textChanged.connect(self._server_changed)
        self._ca_file.textChanged.connect(self._server_changed)
        self._problem: LogOnProblem | None = None
        self._first_field().setFocus()

    def form(self) -> LogOnForm:
        """Return what the dialog holds."""
        return LogOnForm(
            server=self._server.text().strip(),
            user=self._user.text().strip(),
            password=self._password.text(),
            station_kind=self._kind.currentData(),
            station=self._station.text().strip(),
            remember=self._remember.isChecked(),
            ca_file=self._ca_file.text().strip(),
            language=self._language.code,
            companion=self._companion.wanted,
            keep_password=self._keep.wanted,
        )

    def prefill(self, form: LogOnForm) -> None:
        """Take new values, as for the demo once its server listens."""
        self._fill(form)
        self._first_field().setFocus()

    @property
    def untouched(self) -> bool:
        """Whether nothing would be lost with the dialog."""
        return not self._password.text()

    def forget_password(self) -> None:
        """Drop the password once it has done its work."""
        self._password.clear()

    def ask_now(self) -> None:
        """Ask the server that is entered already, without waiting for a key."""
        self._ask_server()

    def put_above(self, strip: QWidget) -> None:
        """Show something that concerns no field, above them all."""
        self._box.insertWidget(1, strip)

    def show_busy(self, *, busy: bool) -> None:
        """Show that a log-on is under way before the desk can tell how it goes."""
        self._progress.setText(step_text(None, self._server.text().strip()))
        self._set_busy(busy)

    def render_log_on(self, state: "DeskState") -> None:
        """Show how logging on goes."""
        busy = state.phase is Phase.LOGGING_ON
        self._set_busy(busy)
        if busy:
            self._progress.setText(step_text(state.step, self._server.text().strip()))
        if state.problem != self._problem:
            self._problem = state.problem
            self._show_problem(state.problem)
        self._show_offer(state.offer)
        self._show_password_offer(state.password)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where something is still to be entered."""
        super().showEvent(event)
        self._fit()
        if not event.spontaneous():
            self._first_field().setFocus()
            self._ask_vault.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nobody any more."""
        super().hideEvent(event)
        self._ask_vault.stop()

    def event(self, event: QEvent) -> bool:
        """Be as high as the words need, whenever they change."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        elif event.type() == QEvent.Type.WindowActivate and self._keep.locked and not self._busy:
            self._ask_vault.start()  # it may have been unlocked meanwhile
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the log-on leaves the program."""
        event.ignore()
        self.closed.emit()

    def reject(self) -> None:
        """Esc stops a log-on that runs, and else does nothing."""
        if self._busy:
            self.cancelled.emit()

    def _build_fields(self) -> None:
        self._server = self._line("loginServer", self.tr("name, name:port or https://…"))
        self._server_field = FormField(self.tr("&Server"), self._server)
        self._user = self._line("loginUser")
        self._user_field = FormField(self.tr("&User"), self._user)
        self._password = PasswordField()
        self._password.setObjectName("loginPassword")
        self._password_field = FormField(self.tr("&Password"), self._password)
        self._keep = KeepChoice()
        self._kind = QComboBox()
        self._kind.setObjectName("loginStationKind")
        for kind in StationKind:
            self._kind.addItem(station_kind_text(kind), kind)
        self._kind.currentIndexChanged.connect(self._kind_changed)
        self._kind_field = FormField(self.tr("Station &kind"), self._kind)
        self._station = self._line("loginStation")
        self._station_field = FormField(self.tr("S&tation"), self._station)
        self._ca_file = self._line("loginCaFile", self.tr("PEM file, if your site has one"))
        self._ca_field = FormField(self.tr("C&A file"), self._ca_file)
        self._language = LanguageChoice()
        self._language_field = FormField(self.tr("&Language of the server's texts"), self._language)
        self._remember = QCheckBox(self.tr("&Remember server, user and station"))
        self._remember.setObjectName("loginRemember")
        self._remember.toggled.connect(self._keep.set_remembered)
        self._fields = {
            Place.SERVER: self._server_field,
            Place.USER: self._user_field,
            Place.PASSWORD: self._password_field,
            Place.STATION: self._station_field,
            Place.CA_FILE: self._ca_field,
        }

    def _lock(self) -> None:
        """What the organisation has set can be read here, not changed."""
        words = self.tr("set by your organisation")
        for key, field in {
            "server": self._server_field,
            "user": self._user_field,
            "station_kind": self._kind_field,
            "station": self._station_field,
            "ca_file": self._ca_field,
            "language": self._language_field,
        }.items():
            if key in self._locked:
                field.set_locked(words)
        if "companion" in self._locked:
            self._companion.set_locked(words)

    def _build_foot(self) -> None:
        self._more = QToolButton()
        self._more.setObjectName("loginMore")
        self._more.setText(self.tr("&More"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_more)
        self._agreement = PlainLabel()
        self._agreement.setObjectName("loginAgreement")
        self._agreement.setProperty("role", "quiet")
        self._agreement.setWordWrap(True)
        self._agreement.hide()
        self._spinner = Spinner()
        self._progress = ElidedLabel()
        self._progress.setObjectName("loginProgress")
        self._progress.setProperty("role", "quiet")
        self._submit = QPushButton(self.tr("L&og on"))
        self._submit.setObjectName("loginSubmit")
        self._submit.setProperty("kind", "primary")
        self._submit.setDefault(True)
        self._submit.clicked.connect(self._submit_form)
        self._cancel = QPushButton(self.tr("&Cancel"))
        self._cancel.setObjectName("loginCancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._cancel_pressed)

    def _lay_out(self) -> None:
        picture = QLabel()
        picture.setPixmap(mark(40))
        picture.setAccessibleName(self.tr("Agent Desktop"))
        title = PlainLabel(self.tr("Agent Desktop"))
        title.setProperty("role", "display")
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(picture)
        head.addWidget(title, 1)
        head.addWidget(self.help)
        options = QHBoxLayout()
        options.addWidget(self._remember, 1)
        options.addWidget(self._more)
        self._extra = QWidget()
        extra = QVBoxLayout(self._extra)
        extra.setContentsMargins(0, 0, 0, 0)
        extra.setSpacing(SPACE.m)
        extra.addWidget(self._companion)
        extra.addWidget(self._ca_field)
        extra.addWidget(self._language_field)
        self._extra.hide()
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._spinner)
        foot.addWidget(self._progress, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._submit)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        box.setSpacing(SPACE.m)
        box.addLayout(head)
        box.addSpacing(SPACE.s)
        box.addWidget(self._server_field)
        box.addWidget(self._user_field)
        box.addWidget(self._password_field)
        box.addWidget(self._keep)
        box.addWidget(self._kind_field)
        box.addWidget(self._station_field)
        box.addLayout(options)
        box.addWidget(self._extra)
        box.addWidget(self._agreement)
        box.addSpacing(SPACE.s)
        box.addLayout(foot)
        # Its own height counts, not what Qt makes of wrapped words: see `_fit`.
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._set_busy(busy=False)

    def _line(self, name: str, placeholder: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(placeholder)
        return line

    def _fill(self, form: LogOnForm) -> None:
        self._server.setText(form.server)
        self._user.setText(form.user)
        self._password.setText(form.password)
        self._kind.setCurrentIndex(max(0, self._kind.findData(form.station_kind)))
        self._station.setText(form.station)
        self._remember.setChecked(form.remember)
        self._keep.set_remembered(form.remember)
        self._keep.set_wanted(form.keep_password)
        self._ca_file.setText(form.ca_file)
        self._language.choose(form.language)
        self._companion.set_wanted(form.companion)
        if self._companion.wanted:
            self._more.setChecked(True)  # what switches the station off is in sight

    def _first_field(self) -> QWidget:
        """The first field that is still empty, else the button."""
        for field in (self._server, self._user, self._password, self._station):
            given = field.text() or (field is self._password and field.placeholderText())
            open_ = field.isVisibleTo(self) and field.isEnabledTo(self) and not field.isReadOnly()
            if not given and open_:
                return field
        return self._submit

    def _kind_changed(self) -> None:
        kind = self._kind.currentData()
        self._station_field.setVisible(kind is not StationKind.NONE)
        label = (
            self.tr("Phone &number") if kind is StationKind.REMOTE_NUMBER else self.tr("S&tation")
        )
        self._station_field.set_label(label)

    def _station_needed(self) -> None:
        """Take no station while the other client has it."""
        needed = not self._busy and not self._companion.wanted
        self._kind_field.setEnabled(needed)
        self._station_field.setEnabled(needed)

    def _server_changed(self) -> None:
        self._server_field.set_help("")
        self._ask.start()

    def _account_changed(self) -> None:
        """What is known of a kept password was known of somebody else."""
        self._keep.set_wanted(False)
        self._password.setPlaceholderText("")
        self._ask_vault.start()

    def _account_rested(self) -> None:
        """Ask for what is kept of the account; a log-on with a password typed comes first."""
        if self._busy and self._password.text():
            return
        self.account_typed.emit(*self._account(), self._keep.wanted)

    def _account(self) -> tuple[str, str]:
        return self._server.text().strip(), self._user.text().strip()

    def _ask_server(self) -> None:
        self.server_typed.emit(self._server.text(), self._ca_file.text().strip())

    def _submit_form(self) -> None:
        form = self.form()
        missing = form.lack
        if missing is not None:
            self._show_problem(LogOnProblem(missing, form.server))
            return
        self._show_problem(None)
        self._problem = None
        # It is asked first, and as the agent wants it.
        if self._ask_vault.isActive() and not form.password:
            self._ask_vault.stop()
            self._account_rested()
        self.submitted.emit(form)

    def _cancel_pressed(self) -> None:
        if self._busy:
            self.cancelled.emit()
        else:
            self.closed.emit()

    def _set_busy(self, busy: bool) -> None:
        """Show that logging on runs, or not; the focus goes to the button that takes its place."""
        turned, self._busy = busy is not self._busy, busy
        self._spinner.setVisible(busy)
        self._progress.setVisible(busy)
        self._submit.setVisible(not busy)
        self._cancel.setText(self.tr("&Cancel") if busy else self.tr("&Quit"))
        for field in (
            *self._fields.values(),
            self._remember,
            self._keep,
            self._companion,
            self._language_field,
        ):
            field.setEnabled(not busy)
        self._station_needed()
        if turned:
            (self._cancel if busy else self._submit).setFocus()
        if turned and not busy and self.isVisible():
            self._ask_vault.start()

    def _show_problem(self, problem: LogOnProblem | None) -> None:
        """Put the sentence under its field; that line is `loginError` while it shows."""
        for field in (*self._fields.values(), self._kind_field):
            field.set_error("")
            field.error_label.setObjectName("")
        if problem is None:
            return
        concerned = self._fields[place(problem)]
        if concerned is self._station_field and concerned.isHidden():
            concerned = self._kind_field
        if place(problem) is Place.CA_FILE:
            self._more.setChecked(True)
        concerned.error_label.setObjectName("loginError")
        concerned.set_error(problem_text(problem))
        concerned.editor.setFocus()
        if isinstance(concerned.editor, QLineEdit):
            concerned.editor.selectAll()

    def _show_offer(self, offer: ServerOffer) -> None:
        mine = offer.server == self._server.text().strip()
        self._server_field.set_help(offer_text(offer) if mine else "")
        self._agreement.setText(offer.agreement if mine else "")
        self._agreement.setVisible(mine and bool(offer.agreement))

    def _show_password_offer(self, offer: PasswordOffer) -> None:
        mine = (offer.server, offer.user) == self._account()
        self._keep.show_offer(offer if mine else replace(offer, stored=False))
        there = self.tr("kept in the system's vault") if mine and offer.stored else ""
        self._password.setPlaceholderText(there)

    def _show_more(self, shown: bool) -> None:
        self._extra.setVisible(shown)
        self._more.setText(self.tr("L&ess") if shown else self.tr("&More"))

    def _fit(self) -> None:
        # The style sheet's least width would else let a full line squeeze the word.
        self._more.setMinimumWidth(self._more.sizeHint().width())
        box = self._box
        width = max(grown(self.font(), WIDTH), box.totalMinimumSize().width())
        height = box.totalHeightForWidth(width) if box.hasHeightForWidth() else 0
        self.setFixedSize(width, height or box.totalSizeHint().height())
