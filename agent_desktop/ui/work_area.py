"""The work area: campaign, call and stages first; the notices take what room is left."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.call.card import CallCard
from agent_desktop.ui.campaigns.heading import CampaignHeading
from agent_desktop.ui.notices.panel import NoticePanel
from agent_desktop.ui.stages.panel import StagePanelView


class WorkArea(QFrame):
    """Lays its four parts out so that the stages are never without room.

    Where the notices have none, they are away until asked for, and then stand where campaign and
    call were.
    """

    def __init__(
        self,
        heading: CampaignHeading,
        call: CallCard,
        stages: StagePanelView,
        notices: NoticePanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workArea")
        self._above = (heading, call)
        self._stages = stages
        self._notices = notices
        self._asked_for = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (*self._above, stages):
            column.addWidget(part)
        column.addWidget(notices, 1)
        column.addStretch()
        # They take what is left and press nobody for more.
        notices.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_notices(self) -> None:
        """Go to the notices; where they have no room, asking again puts them away."""
        self._asked_for = self._has_room() or not self._asked_for
        self._give_room()
        if not self._notices.isHidden():
            self._notices.focus_list()

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
        self._notices.setMinimumHeight(self._notices.minimumSizeHint().height())
        roomy = self._has_room()
        if roomy:
            self._asked_for = False
        self._notices.setVisible(roomy or self._asked_for)
        for part in self._above:
            part.setVisible(not self._asked_for)

    def _has_room(self) -> bool:
        """Whether the notices fit beneath everything else at its full height."""
        parts = (*self._above, self._stages, self._notices)
        return sum(self._height(part) for part in parts) <= self.height()

    def _height(self, part: QWidget) -> int:
        if part is self._notices:
            return part.minimumSizeHint().height()
        if part.hasHeightForWidth():
            return part.heightForWidth(self.width())
        return part.sizeHint().height()
