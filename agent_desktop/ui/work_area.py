"""The work area: campaign, call and stages first; the tabs take what room is left."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.stages.panel import StagePanelView
from agent_desktop.ui.work_tabs import Tab, WorkTabs


class WorkArea(QFrame):
    """Lays its four parts out so that the stages are never without room.

    Where the tabs' panels have none, they are folded until asked for, and then stand where
    campaign and call were. Where even that is too much, the campaign's heading goes.
    """

    def __init__(
        self,
        heading: CampaignHeading,
        call: CallCard,
        stages: StagePanelView,
        tabs: WorkTabs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workArea")
        self._heading = heading
        self._call = call
        self._stages = stages
        self._tabs = tabs
        tabs.fold_changed.connect(self._give_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (heading, call, stages):
            column.addWidget(part)
        column.addWidget(tabs, 1)

    def show_notices(self) -> None:
        """Go to the notices; where they have no room, asking again puts them away."""
        self._tabs.open(Tab.NOTICES)

    def show_outcome(self) -> None:
        """Go to the outcome."""
        self._tabs.open(Tab.OUTCOME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._give_room()

    def event(self, event: QEvent) -> bool:
        """Share the room out anew when a part wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_room()
        return super().event(event)

    def _give_room(self) -> None:
        above = self._height(self._heading) + self._height(self._call)
        row, panel = self._tabs.row_height(), self._tabs.panel_height()
        roomy = above + self._height(self._stages) + row + panel <= self.height()
        left = self.height() - self._stages.minimumSizeHint().height() - row
        self._tabs.give_room(roomy, min(panel, left))
        covered = self._tabs.covering
        self._call.setVisible(not covered)
        self._heading.setVisible(not covered and above <= left)

    def _height(self, part: QWidget) -> int:
        if part.hasHeightForWidth():
            return part.heightForWidth(self.width())
        return part.sizeHint().height()
