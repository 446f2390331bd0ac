"""The calls whose outcome isn't confirmed, other than the one in hand: nothing is lost silently."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.outcomes import OutcomeFault
from agent_desktop.desk.panels import OpenOutcome
from agent_desktop.ui.outcome.words import fault_text, moment_text, open_text, tone
from agent_desktop.ui.theme.fonts import icon_side
from agent_desktop.ui.theme.icons import icon
from agent_desktop.ui.theme.restyle import restyle
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.elided_label import ElidedLabel
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import shown

_SIGN = 20
# What passes without the agent's doing anything about the outcome itself.
_HELD = frozenset({OutcomeFault.CALLS_COMING, OutcomeFault.NOT_HEARD, OutcomeFault.NOT_IN_DIALER})
# So many rows are in sight at once; the rest is scrolled to.
ROWS = 3


class OpenRow(QWidget):
    """One call: which, how far its outcome came, and what can be done."""

    send_pressed = Signal()
    put_away_pressed = Signal()

    def __init__(self, interaction_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"openOutcome-{interaction_id}")
        self._which = ElidedLabel()
        self._which.setProperty("role", "title")
        self._said = PlainLabel(wraps=True)
        self._said.setObjectName(f"openOutcomeState-{interaction_id}")
        self._send = ActionButton(self.tr("Send"))
        self._send.setObjectName(f"openOutcomeSend-{interaction_id}")
        self._send.acted.connect(self.send_pressed)
        self._away = ActionButton(self.tr("Put away"))
        self._away.setObjectName(f"openOutcomePutAway-{interaction_id}")
        self._away.setProperty("kind", "quiet")
        self._away.set_hint(self.tr("You have seen to it otherwise; it leaves this list"))
        self._away.acted.connect(self.put_away_pressed)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._which)
        text.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addLayout(text, 1)
        row.addWidget(self._send, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._away, 0, Qt.AlignmentFlag.AlignVCenter)

    def render_open(self, left: OpenOutcome, lacking: str) -> None:
        """Show one open outcome; `lacking` says why this server files none."""
        view = left.view
        parts = [left.campaign, moment_text(left.popped.astimezone()), left.who]
        if left.note:
            parts.append(self.tr("with a note"))
        if left.earlier_run:
            parts.append(self.tr("from before the program was closed"))
        which = " · ".join(part for part in parts if part)
        self._which.setText(which)
        self._said.setText(open_text(left))
        colour = tone(view)
        restyle(self._said, "tone", colour if colour in ("accent", "danger") else "quiet")
        self._send.setVisible(view.chosen is not None and view.last)
        held = left.fault if left.fault in _HELD else None
        self._send.set_reason(lacking or (fault_text(held) if held else ""))
        sending = view.sending is not None
        self._send.set_busy(sending)
        self._away.set_busy(sending)
        self._away.set_reason(fault_text(OutcomeFault.SENDING) if sending else "")
        for button in (self._send, self._away):
            button.setAccessibleName(shown(f"{button.text()}: {which}"))


class OpenOutcomes(QFrame):
    """A card of open outcomes; it takes no room while there are none."""

    file_pressed = Signal(str)
    put_away_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openOutcomes")
        self.setProperty("role", "card")
        self._rows: dict[str, OpenRow] = {}
        self._folded = False
        self._sign = QLabel()
        self._title = PlainLabel(wraps=True)
        self._title.setObjectName("openOutcomesTitle")
        self._title.setProperty("role", "title")
        self._fold = ActionButton()
        self._fold.setObjectName("openOutcomesFold")
        self._fold.setProperty("kind", "quiet")
        self._fold.acted.connect(lambda: self.set_folded(not self._folded))
        self._explanation = PlainLabel(
            self.tr("What Dialer isn't told it files as “Ambiguous”, and what was agreed is lost."),
            wraps=True,
        )
        self._explanation.setProperty("role", "quiet")
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, SPACE.s, 0)
        self._column.setSpacing(SPACE.s)
        self._scroll = _RowsArea()
        self._scroll.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        self._lay_out()
        self._retint()
        Theme.current().changed.connect(self._retint)
        self.hide()

    def render_open(self, open_outcomes: tuple[OpenOutcome, ...], lacking: str = "") -> None:
        """Show the open outcomes of a state."""
        wanted = {left.interaction_id for left in open_outcomes}
        for gone in self._rows.keys() - wanted:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, left in enumerate(open_outcomes):
            row = self._rows.get(left.interaction_id) or self._add(left.interaction_id)
            self._column.insertWidget(place, row)
            row.render_open(left, lacking)
        count = len(open_outcomes)
        title = self.tr("%n earlier call(s) without a confirmed outcome", "", count)
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setVisible(bool(open_outcomes))
        self._scroll.set_rows(count)

    def set_folded(self, folded: bool) -> None:
        """Show the heading alone, or all."""
        self._folded = folded
        self._scroll.setVisible(not folded)
        self._explanation.setVisible(not folded)
        self._fold.set_words(self.tr("Show") if folded else self.tr("Hide"))
        self._fold.setIcon(icon("chevron-down" if folded else "chevron-up", "text_quiet"))
        self.updateGeometry()

    def _add(self, interaction_id: str) -> OpenRow:
        row = OpenRow(interaction_id)
        row.send_pressed.connect(lambda: self.file_pressed.emit(interaction_id))
        row.put_away_pressed.connect(lambda: self.put_away_pressed.emit(interaction_id))
        self._rows[interaction_id] = row
        return row

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        head.addWidget(self._fold)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE.m, SPACE.xs, SPACE.xs, SPACE.xs)
        box.setSpacing(SPACE.xs)
        box.addLayout(head)
        box.addWidget(self._explanation)
        box.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_folded(False)

    def _retint(self) -> None:
        side = icon_side(self.font(), _SIGN)
        drawn = icon("alert", "warning").pixmap(QSize(side, side), self.devicePixelRatio())
        self._sign.setPixmap(drawn)


class _RowsArea(QScrollArea):
    """Grows with its rows up to ROWS of them, then scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)

    def set_rows(self, rows: int) -> None:
        """Say how many rows there are."""
        self._rows = rows
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of all rows, or of the first few."""
        inner = self.widget()
        if inner is None or not self._rows:
            return QSize(0, 0)
        whole = inner.heightForWidth(max(1, self.viewport().width()))
        if whole < 0:
            whole = inner.sizeHint().height()
        most = round(whole * min(1.0, ROWS / self._rows))
        return QSize(inner.sizeHint().width(), most)

    def minimumSizeHint(self) -> QSize:
        """Return room for one row."""
        height = self.sizeHint().height()
        return QSize(0, min(height, 2 * self.fontMetrics().height() + SPACE.xs))
