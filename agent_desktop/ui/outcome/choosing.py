"""The page on which an outcome is chosen: the outcomes, the callback, what else goes with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.desk.outcomes import Callback, Outcome, OutcomeFault
from agent_desktop.desk.panels import OutcomePanel
from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.outcome.callback import CallbackForm
from agent_desktop.ui.outcome.choices import OutcomeChoices, OutcomeFilter
from agent_desktop.ui.outcome.option_box import OptionBox
from agent_desktop.ui.outcome.words import fault_text
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.flow_layout import FlowLayout

FILTER_WIDTH = 216
FORM_WIDTH = 272


class OutcomeChooser(QWidget):
    """`edited` carries the whole Outcome at each change; showing it again changes nothing."""

    edited = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        additional_calls: bool,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._additional_calls = additional_calls
        self._chosen: Outcome | None = None
        self._off = False
        self._filter = OutcomeFilter()
        self._filter.setMinimumWidth(grown(self.font(), FILTER_WIDTH) // 2)
        self._filter.setMaximumWidth(grown(self.font(), FILTER_WIDTH))
        self._choices = OutcomeChoices(self._filter)
        self._choices.picked.connect(self.pick)
        self._form = CallbackForm(now=now)
        self._form.edited.connect(self._take_callback)
        self._another = OptionBox(self.tr("Call once more by &another number"))
        self._another.setObjectName("outcomeAnother")
        self._another.wanted.connect(self._take_another)
        self._abandon = OptionBox(self.tr("Count the call as a&bandoned"))
        self._abandon.setObjectName("outcomeAbandon")
        self._abandon.wanted.connect(self._take_abandon)
        self._side = _Side(self._form)
        self._options = QWidget()
        options = FlowLayout(self._options, spacing=SPACE.l)
        options.addWidget(self._another)
        options.addWidget(self._abandon)
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addWidget(self._filter, 2)
        head.addWidget(self._options, 3, Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addLayout(head)
        left.addWidget(self._choices, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def begin(self) -> None:
        """Begin with another call."""
        self._filter.clear()

    def render_choice(self, panel: OutcomePanel) -> None:
        """Show what is chosen, and what may be."""
        chosen = self._chosen = panel.view.chosen
        busy = panel.view.sending is not None
        self._off = busy or not panel.may_choose
        self._choices.show_choices(
            panel.terms.dispositions, chosen.label if chosen else "", off=self._off
        )
        scheduled = chosen is not None and chosen.disposition.scheduled
        self._form.setVisible(scheduled)
        if chosen is not None and scheduled:
            self._form.show_callback(
                chosen.callback or Callback(),
                own_allowed=panel.terms.own_callbacks,
                fault=panel.fault,
                busy=self._off,
            )
        self._another.setVisible(self._additional_calls)
        self._another.set_reason(
            "" if chosen is not None else fault_text(OutcomeFault.NOTHING_CHOSEN)
        )
        self._another.setChecked(chosen is not None and chosen.another_call)
        self._abandon.setVisible(chosen is not None and chosen.disposition.abandon)
        self._abandon.setChecked(chosen is not None and chosen.abandon)
        for box in (self._another, self._abandon):
            box.set_busy(self._off)
        self._side.setVisible(scheduled)
        self._side.updateGeometry()

    def pick(self, disposition: Disposition) -> None:
        """Choose an outcome; one that asks for a callback leads on to its day."""
        if self._off:
            return
        before = self._chosen
        if before is None or before.disposition != disposition:
            callback = before.callback if before is not None else None
            self.edited.emit(
                Outcome(
                    disposition,
                    (callback or Callback()) if disposition.scheduled else None,
                    another_call=before is not None and before.another_call,
                    abandon=disposition.abandon,
                )
            )
        if disposition.scheduled and self._form.isVisible():
            self._form.focus_first()

    def focus_filter(self) -> None:
        """Go where an outcome's name is typed."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def take_what_is_typed(self) -> None:
        """Count what stands in a field half typed."""
        if self._form.isVisible():
            self._form.take_what_is_typed()

    def _take_callback(self, callback: Callback) -> None:
        if self._chosen is not None:
            self.edited.emit(replace(self._chosen, callback=callback))

    def _take_another(self, wanted: bool) -> None:
        if self._chosen is not None:
            self.edited.emit(replace(self._chosen, another_call=wanted))

    def _take_abandon(self, wanted: bool) -> None:
        if self._chosen is not None:
            self.edited.emit(replace(self._chosen, abandon=wanted))


class _Side(QScrollArea):
    """The callback's form beside the list; it scrolls where it has too little height."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidget(inner)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return a column's width, more where its words need it."""
        inner = self.widget()
        wanted = inner.sizeHint().width() if inner is not None else 0
        bar = self.verticalScrollBar().sizeHint().width()
        least = grown(self.font(), FORM_WIDTH)
        return QSize(min(max(least, wanted), round(1.3 * least)) + bar, super().sizeHint().height())
