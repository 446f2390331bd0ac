"""One page of the script: its text in the campaign's colours, its fields, its outcomes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.scripts import Control, Page, ScriptPanel
from agent_desktop.desk.terms import Disposition
from agent_desktop.ui.script.colours import page_colours
from agent_desktop.ui.script.fields import Field, field_of
from agent_desktop.ui.script.reading import ReadingText
from agent_desktop.ui.theme.fonts import grown
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.theme.tokens import CONTROL, SPACE
from agent_desktop.ui.widgets.action_button import ActionButton
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.plain_label import PlainLabel
from agent_desktop.ui.widgets.plain_text import button_text
from agent_desktop.ui.widgets.section_label import SectionLabel

# Lines longer than this are hard to follow, fields wider than this hard to scan; in pixels.
TEXT_WIDTH = 680
LABEL_WIDTH = 220
FIELD_WIDTH = 440


class PageView(QScrollArea):
    """Shows one page. `typed` carries column and value."""

    typed = Signal(str, str)
    outcome_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self._page = Page("")
        self._fields: list[Field] = []
        self._outcomes: list[ActionButton] = []
        self._build()
        Theme.current().changed.connect(self._dress)

    def show_page(self, page: Page) -> None:
        """Build a page; it shows its top."""
        self._page = page
        self._build()

    def show_values(self, panel: ScriptPanel, *, anew: bool) -> None:
        """Fill the fields; `anew` for another call, when those the agent is in are filled too."""
        for field in self._fields:
            field.show_value(panel.value(field.control.column), anew=anew)

    def set_off(self, why: str) -> None:
        """Switch fields and outcomes off with a reason, or on with none."""
        self._why.setText(why)
        self._why.setVisible(bool(why) and bool(self._fields))
        self._form.setEnabled(not why)
        for button in self._outcomes:
            button.set_reason(why)

    def focus_first(self) -> bool:
        """Go to the first field that can be typed into; return whether there is one."""
        first = next((f for f in self._fields if not f.control.read_only and f.isEnabled()), None)
        if first is not None:
            first.enter()
        return first is not None

    def _build(self) -> None:
        """Build from the outside in: a widget that changes its parent is styled once more."""
        sheet = QWidget(self.viewport())
        sheet.setAutoFillBackground(False)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(SPACE.m, SPACE.xs, SPACE.l, SPACE.m)
        column.setSpacing(SPACE.m)
        parts = (
            (self._text(sheet), bool(self._page.text.strip())),
            (self._fields_of_page(sheet), bool(self._fields)),
            (self._outcomes_of_page(sheet), bool(self._outcomes)),
        )
        for part, wanted in parts:
            column.addWidget(part)
            part.setVisible(wanted)
        column.addStretch(1)
        self._dress()
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()
        self.setWidget(sheet)

    def _text(self, sheet: QWidget) -> QFrame:
        self._ground = QFrame(sheet)
        self._ground.setObjectName("scriptGround")
        self._words = ReadingText(self._page.text.strip(), self._ground)
        self._words.setObjectName("scriptText")
        self._words.setAccessibleName(self.tr("Text of the page"))
        self._words.setMaximumWidth(grown(self.font(), TEXT_WIDTH))
        box = QVBoxLayout(self._ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._words)
        return self._ground

    def _fields_of_page(self, sheet: QWidget) -> QWidget:
        whole = QWidget(sheet)
        self._why = PlainLabel(parent=whole, wraps=True)
        self._why.setObjectName("scriptFieldsOff")
        self._why.setProperty("role", "quiet")
        self._why.hide()
        self._form = QWidget(whole)
        rows = QFormLayout(self._form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(SPACE.m)
        rows.setVerticalSpacing(SPACE.s)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields = [self._field(control, rows) for control in self._page.controls]
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.s)
        box.addWidget(self._why)
        box.addWidget(self._form)
        return whole

    def _field(self, control: Control, rows: QFormLayout) -> Field:
        field = field_of(control, self._form)
        field.setMaximumWidth(grown(self.font(), FIELD_WIDTH))
        field.typed.connect(lambda value: self.typed.emit(control.column, value))
        label = PlainLabel(button_text(control.label or control.column), self._form)
        label.setObjectName("scriptLabel")
        label.setBuddy(field.editor)
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if label.sizeHint().width() > grown(self.font(), LABEL_WIDTH):
            label.setWordWrap(True)
            label.setFixedWidth(grown(self.font(), LABEL_WIDTH))
        # In line with the first of the field's lines.
        air = grown(self.font(), CONTROL) - self.fontMetrics().height()
        label.setContentsMargins(0, air // 2, 0, 0)
        rows.addRow(label, field)
        return field

    def _outcomes_of_page(self, sheet: QWidget) -> QWidget:
        whole = QWidget(sheet)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.s)
        box.addWidget(SectionLabel(self.tr("Outcomes of this page"), whole))
        line = QWidget(whole)
        flow = FlowLayout(line)
        self._outcomes = [self._outcome(each, line) for each in self._page.dispositions]
        for button in self._outcomes:
            flow.addWidget(button)
        box.addWidget(line)
        return whole

    def _outcome(self, disposition: Disposition, line: QWidget) -> ActionButton:
        button = ActionButton(button_text(disposition.label), parent=line)
        button.setObjectName(f"scriptOutcome-{disposition.label}")
        button.acted.connect(lambda: self.outcome_picked.emit(disposition))
        return button

    def _dress(self) -> None:
        """Put the page's colours on; plain ones need no ground of their own."""
        theme = Theme.current().colours
        colours = page_colours(self._page.foreground, self._page.background, theme)
        plain = colours.ground == theme.panel
        air = f"{SPACE.xs}px 0" if plain else f"{SPACE.m}px {SPACE.l}px"
        self._ground.setStyleSheet(
            f"#scriptGround {{ background: {colours.ground}; border-radius: 6px; padding: {air}; }}"
            f"#scriptText {{ color: {colours.ink}; }}"
        )
