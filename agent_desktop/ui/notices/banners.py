"""The banner: the gravest lasting state, in words, with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.desk.notices import Cause, Notice
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.clipboard import copy
from agent_desktop.ui.notices.link_clock import LinkClock
from agent_desktop.ui.notices.words import details, words
from agent_desktop.ui.widgets.banner import Banner

TRY_NOW = "try-now"
LOG_IN_AGAIN = "log-in-again"
TAKE_STATION = "take-station"
RESTART = "restart"
COPY = "copy"
SHOWN = 2


class Banners(QWidget):
    """Shows at most two lasting states, so that the stage strip keeps its room."""

    try_now_pressed = Signal()
    log_in_pressed = Signal()
    station_pressed = Signal()
    restart_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._banners: dict[Cause, Banner] = {}
        self._notices: dict[Cause, Notice] = {}
        self._brief = False
        self.hide()

    def set_brief(self, brief: bool) -> None:
        """Say only what is the matter, where the window is low."""
        self._brief = brief
        for banner in self._banners.values():
            banner.set_brief(brief)

    def render_banners(self, state: DeskState) -> None:
        """Show the lasting states of a state."""
        lasting = state.board.lasting[:SHOWN]
        wanted = {notice.cause for notice in lasting}
        for cause in [c for c in self._banners if c not in wanted]:
            banner = self._banners.pop(cause)
            self._box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        for place, notice in enumerate(lasting):
            self._notices[notice.cause] = notice
            banner = self._banners.get(notice.cause) or self._make(notice, place)
            clock = banner.findChild(LinkClock)
            if clock is not None and notice.cause is Cause.DIALER_LINK_DOWN:
                clock.render_dialer(state.link)
            elif clock is not None:
                clock.render_link(state.link)
            said = words(notice)
            banner.set_content(
                notice.severity.value, said.what, " ".join(p for p in (said.means, said.do) if p)
            )
            banner.setObjectName("notificationBanner" if place == 0 else "notificationBanner-2")
        self.setVisible(bool(lasting))

    def _make(self, notice: Notice, place: int) -> Banner:
        banner = Banner(self)
        banner.set_brief(self._brief)
        cause = notice.cause
        actions = []
        if cause is Cause.SESSION_LINK_DOWN:
            banner.set_clock(LinkClock())
            actions.append((TRY_NOW, self.tr("Try now")))
        if cause is Cause.DIALER_LINK_DOWN:
            banner.set_clock(LinkClock())
        if cause is Cause.STATION_LOST:
            actions.append((TAKE_STATION, self.tr("Try again")))
        if cause in (Cause.LICENCE_MISSING, Cause.DIALER_LOG_IN_FAILED):
            actions.append((LOG_IN_AGAIN, self.tr("Try again")))
        if cause is Cause.NEW_VERSION:
            actions.append((RESTART, self.tr("Restart now")))
        actions.append((COPY, self.tr("Copy details")))
        banner.set_actions(actions)
        banner.action_pressed.connect(lambda action, c=cause: self._pressed(action, c))
        self._box.insertWidget(place, banner)
        self._banners[cause] = banner
        return banner

    def _pressed(self, action: str, cause: Cause) -> None:
        if action == TRY_NOW:
            self.try_now_pressed.emit()
        elif action == LOG_IN_AGAIN:
            self.log_in_pressed.emit()
        elif action == TAKE_STATION:
            self.station_pressed.emit()
        elif action == RESTART:
            self.restart_pressed.emit()
        elif action == COPY:
            copy(details(self._notices[cause]))
