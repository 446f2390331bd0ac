"""The log-on dialog while the rest of the program is being loaded."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.platform.single_instance import ANSWER_WITHIN, SingleInstance
from agent_desktop.ui.logon.dialog import LogOnDialog
from agent_desktop.ui.to_front import to_front
from agent_desktop.ui.wakeup import INTERRUPT, ended_by_signals

SWITCH = 0.0005
"""Seconds after which the loading thread lets the window's go on: a tenth of Python's own."""


class Opening(QObject):
    """Shows the dialog and keeps what is asked of it until somebody is there to do it.

    A press of Log on that comes early looks like any other and is carried out by `hand_over`, once;
    Esc takes it back. A second copy that is started meanwhile has the dialog come to the front.
    """

    _loaded = Signal()
    _front_wanted = Signal(object)

    def __init__(self, dialog: LogOnDialog, instance: SingleInstance) -> None:
        super().__init__()
        self.dialog = dialog
        self.interrupted = False
        self.over = False  # the program runs
        self.shows: Callable[[], QWidget] = lambda: dialog
        """The window that a second copy brings to the front."""
        self._left = False
        self._error: BaseException | None = None
        self._turns: Iterator[Callable[[], object]] = iter(())
        self._loop = QEventLoop(self)
        self._submitted: LogOnForm | None = None
        self._server: tuple[str, str] | None = None
        self._account: tuple[str, str, bool] | None = None
        self._kept = (
            (dialog.submitted, self._keep_form),
            (dialog.cancelled, self._drop_form),
            (dialog.server_typed, self._keep_server),
            (dialog.account_typed, self._keep_account),
            (dialog.closed, self._leave),
        )
        for asked, keep in self._kept:
            asked.connect(keep)
        self._loaded.connect(self._take_turn)
        self._front_wanted.connect(self._bring_to_front)
        instance.on_shown = self._shown

    def wait(self, load: Callable[[], object], then: Iterable[Callable[[], object]]) -> bool:
        """Show the dialog; run `load` in a thread, and then each of the others in a turn of ours.

        The dialog answers all the while. Returns False if the agent left; raises what they raise.
        """
        loading = _Loading(load, self._loaded.emit)
        self._turns = chain((loading.end,), then)
        first = _FirstPaint(self.dialog, loading.begin)
        self.dialog.show()
        with ended_by_signals(self._signalled):
            self._loop.exec()
        first.forget()
        if self._left:
            self.dialog.hide()
            return False
        if self._error is not None:
            raise self._error
        return True

    def _take_turn(self) -> None:
        """Do what is next; whatever waits for the window's thread comes before another."""
        try:
            deed = next(self._turns, None)
            if deed is not None:
                deed()
                QTimer.singleShot(0, self._take_turn)
                return
        except BaseException as error:  # noqa: BLE001  # handed to who waits
            self._error = error
        self._loop.quit()

    def hand_over(self) -> None:
        """Ask again for what was asked early, now that somebody listens."""
        for asked, keep in self._kept:
            asked.disconnect(keep)
        if self._account is not None:
            self.dialog.account_typed.emit(*self._account)
        if self._server is not None:
            self.dialog.server_typed.emit(*self._server)
        if self._submitted is not None:
            self.dialog.submitted.emit(self._submitted)
            self._submitted = None

    def _keep_form(self, form: LogOnForm) -> None:
        self._submitted = form
        self.dialog.show_busy(busy=True)

    def _drop_form(self) -> None:
        self._submitted = None
        self.dialog.show_busy(busy=False)

    def _keep_server(self, address: str, ca_file: str) -> None:
        self._server = (address, ca_file)

    def _keep_account(self, address: str, user: str, wanted: bool) -> None:
        self._account = (address, user, wanted)

    def _leave(self) -> None:
        self._left = True
        self._loop.quit()

    def _signalled(self, number: int) -> None:
        self.interrupted = number == INTERRUPT
        self._leave()

    def _shown(self) -> bool:
        """Answer a second copy, in its thread, only once the window's thread has moved."""
        done = threading.Event()
        self._front_wanted.emit(done)
        return done.wait(ANSWER_WITHIN)

    def _bring_to_front(self, done: threading.Event) -> None:
        to_front(self.shows())
        done.set()


class _Loading:
    """Something that is loaded in a thread while the window's goes on."""

    def __init__(self, load: Callable[[], object], told: Callable[[], None]) -> None:
        self._load = load
        self._told = told
        self._error: BaseException | None = None
        self._switch = sys.getswitchinterval()

    def begin(self) -> None:
        """Begin; `told` is called in the thread at the end, whatever came of it."""
        sys.setswitchinterval(SWITCH)
        threading.Thread(target=self._run, name="loading").start()

    def end(self) -> None:
        """Take note that it has ended. Raises what loading raised."""
        sys.setswitchinterval(self._switch)
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self._load()
        except BaseException as error:  # noqa: BLE001  # handed to who waits
            self._error = error
        self._told()


class _FirstPaint(QObject):
    """Has something done once a window has been painted."""

    def __init__(self, window: QWidget, deed: Callable[[], None]) -> None:
        super().__init__(window)
        self._deed = deed
        window.installEventFilter(self)

    def forget(self) -> None:
        """Look no more."""
        self.setParent(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint; the deed comes after it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._deed)
        return False
