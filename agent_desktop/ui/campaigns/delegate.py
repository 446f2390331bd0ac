"""How one campaign is drawn in the list: a dot for in or out, its name, one quiet line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from agent_desktop.desk.campaigns import Campaign, Membership
from agent_desktop.ui.campaigns.model import CAMPAIGN_ROLE
from agent_desktop.ui.campaigns.words import membership_text, summary
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.plain_text import shown
from agent_desktop.ui.widgets.row import paint_row

Index = QModelIndex | QPersistentModelIndex

DOT = 10


class CampaignDelegate(QStyledItemDelegate):
    """Draws two lines a campaign."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height for two lines of the present font."""
        line = QFontMetrics(option.font).height()
        return QSize(super().sizeHint(option, index).width(), 2 * line + SPACE.m)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        campaign = index.data(CAMPAIGN_ROLE)
        if not isinstance(campaign, Campaign):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, bar=True)
        colours = Theme.current().colours
        area = option.rect.adjusted(SPACE.s, SPACE.xs, -SPACE.s, -SPACE.xs)
        line = QFontMetrics(option.font).height()
        _dot(painter, QPointF(area.left() + DOT / 2, area.top() + line / 2), campaign.membership)
        text = area.adjusted(DOT + SPACE.s, 0, 0, 0)
        font = QFont(option.font)
        if campaign.membership is not Membership.OUT:
            font.setWeight(QFont.Weight.DemiBold)
        _line(painter, text, campaign.name, font, QColor(colours.text))
        text.translate(0, line + 2)
        quiet = summary(campaign)
        if campaign.membership in (Membership.JOINING, Membership.LEAVING):
            quiet = membership_text(campaign.membership)
        _line(painter, text, quiet, option.font, QColor(colours.text_quiet))
        painter.restore()


def _dot(painter: QPainter, centre: QPointF, membership: Membership) -> None:
    """Filled for in, a ring for out, half filled on the way."""
    colours = Theme.current().colours
    joined = membership is Membership.IN
    colour = QColor(colours.text_quiet if membership is Membership.OUT else colours.success)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if joined else Qt.BrushStyle.NoBrush)
    radius = DOT / 2 - 1
    painter.drawEllipse(centre, radius, radius)
    if membership in (Membership.JOINING, Membership.LEAVING):
        painter.setBrush(colour)
        size = int(2 * radius)
        painter.drawPie(
            QRect(int(centre.x() - radius), int(centre.y() - radius), size, size), 0, 180 * 16
        )


def _line(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    elided = metrics.elidedText(shown(text), Qt.TextElideMode.ElideRight, area.width())
    box = QRect(area.left(), area.top(), area.width(), metrics.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, elided)
