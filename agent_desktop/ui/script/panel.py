"""The script panel: the steps at the side, the page beside them."""

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.scripts import Page, ScriptPanel
from agent_desktop.desk.state import DeskState
from agent_desktop.ui.script.browser import OtherScript, open_in_browser
from agent_desktop.ui.script.page import PageView
from agent_desktop.ui.script.pages import PageList
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.focus import holds_focus
from agent_desktop.ui.widgets.plain_label import PlainLabel

STEPS_WIDTH = 196


class ScriptPanelView(QFrame):
    """Shows where the agent is in the campaign's script, and takes what is typed into it.

    `page_chosen` carries a page's index, `value_typed` interaction id, column and value,
    `outcome_picked` interaction id and Disposition, `url_asked` an address to open.
    """

    page_chosen = Signal(int)
    value_typed = Signal(str, str, str)
    outcome_picked = Signal(str, object)
    url_asked = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scriptPanel")
        self.setAccessibleName(self.tr("Script"))
        self._panel = ScriptPanel()
        self._open_url = open_url
        self._typed_for = ""  # the call something was typed for
        self._other = OtherScript()
        self._other.url_asked.connect(self._open_other)
        self._pages = PageList()
        self._pages.chosen.connect(self.page_chosen)
        self._back = ActionButton(self.tr("Back"), key="Ctrl+PgUp")
        self._back.setObjectName("scriptBack")
        self._back.acted.connect(lambda: self.page_chosen.emit(self._panel.page - 1))
        self._next = ActionButton(self.tr("Next"), key="Ctrl+PgDown")
        self._next.setObjectName("scriptNext")
        self._next.acted.connect(lambda: self.page_chosen.emit(self._panel.page + 1))
        for button in (self._back, self._next):
            button.set_cap_shown(False)
        self._kept = PlainLabel()
        self._kept.setObjectName("scriptState")
        self._kept.setProperty("role", "quiet")
        self._page = PageView()
        self._page.typed.connect(self._typed)
        self._page.outcome_picked.connect(
            lambda disposition: self.outcome_picked.emit(self._panel.interaction_id, disposition)
        )
        self._empty = EmptyState("list")
        self._lay_out()

    def render_script(self, state: DeskState) -> None:
        """Show the script of a state."""
        before, panel = self._panel, state.script
        self._panel = panel
        self._other.show_address(panel)
        page = _page(panel)
        self._stack.setCurrentWidget(self._script if page is not None else self._empty)
        if page is None:
            self._explain(state)
            return
        self._pages.show_pages(panel)
        self._back.set_reason("" if panel.page else self.tr("This is the first page."))
        last = panel.page == len(panel.script.pages) - 1
        self._next.set_reason(self.tr("This is the last page.") if last else "")
        another_call = before.interaction_id != panel.interaction_id
        another_page = (before.campaign_id, before.page) != (panel.campaign_id, panel.page)
        if another_page or page != _page(before):
            self._turn_to(page)
        self._page.show_values(panel, anew=another_call)
        self._page.set_off(self._why_off(state))
        self._show_kept()

    def focus_pages(self) -> None:
        """Go to the steps."""
        self._pages.setFocus()

    def _turn_to(self, page: Page) -> None:
        """Show another page; the agent who was in a field goes on in the first one."""
        typing = holds_focus(self._page)
        if typing:
            self._pages.setFocus()  # before the field goes
        self._page.show_page(page)
        if typing:
            self._page.focus_first()

    def _why_off(self, state: DeskState) -> str:
        panel, outcome = state.script, state.outcome
        if not panel.interaction_id:
            return self.tr("There is no call of this campaign to fill this in for.")
        if outcome.interaction_id == panel.interaction_id and outcome.view.filed:
            return self.tr("The outcome is filed; nothing can be changed any more.")
        return ""

    def _explain(self, state: DeskState) -> None:
        if state.selected is None:
            self._empty.set_text(
                self.tr("No campaign chosen"), self.tr("Its script will be shown here.")
            )
        elif state.script.loading:
            self._empty.set_text(self.tr("Reading the script…"))
        elif state.script.custom_url:
            self._empty.set_text(
                self.tr("This campaign's script is a page of its own"),
                self.tr("It opens in the browser. The stages above are yours to press."),
            )
        else:
            self._empty.set_text(
                self.tr("This campaign has no script"),
                self.tr("The stages above are yours to press as the call goes on."),
            )

    def _show_kept(self) -> None:
        words = ""
        if self._panel.unsaved:
            words = self.tr("Saving…")
        elif self._panel.interaction_id and self._typed_for == self._panel.interaction_id:
            words = self.tr("Saved")
        self._kept.setText(words)

    def _typed(self, column: str, value: str) -> None:
        self._typed_for = self._panel.interaction_id
        self.value_typed.emit(self._panel.interaction_id, column, value)

    def _open_other(self, address: str) -> None:
        self.url_asked.emit(address)
        if not open_in_browser(address, self._open_url):
            self._other.tell_failed()

    def _lay_out(self) -> None:
        turn = QHBoxLayout()
        turn.setSpacing(SPACE.s)
        turn.addWidget(self._back, 1)
        turn.addWidget(self._next, 1)
        side = QWidget()
        side.setFixedWidth(grown(self.font(), STEPS_WIDTH))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE.s)
        left.addWidget(self._pages, 1)
        left.addWidget(self._kept)
        left.addLayout(turn)
        self._script = QWidget()
        row = QHBoxLayout(self._script)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(side)
        row.addWidget(self._page, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._script)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.m, SPACE.s, 0, SPACE.m)
        whole.setSpacing(SPACE.s)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, SPACE.l, 0)
        beside.addWidget(self._other)
        whole.addLayout(beside)
        whole.addWidget(self._stack, 1)


def _page(panel: ScriptPanel) -> Page | None:
    pages = panel.script.pages
    return pages[panel.page] if panel.page < len(pages) else None
