"""Draws every widget in every state into PNG files: `python -m tests.ui.gallery OUTDIR`."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.ui.theme.icons import icon, mark
from agent_desktop.ui.theme.theme import Scheme, apply
from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.banner import Banner
from agent_desktop.ui.widgets.elapsed_label import ElapsedLabel
from agent_desktop.ui.widgets.empty_state import EmptyState
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.form_field import FormField
from agent_desktop.ui.widgets.password_field import PasswordField
from agent_desktop.ui.widgets.pill import Pill, StatusDot, Tone
from agent_desktop.ui.widgets.section_label import SectionLabel
from agent_desktop.ui.widgets.spinner import Spinner
from agent_desktop.ui.widgets.stage_button import StageButton, StageFace, StageLook

SCHEMES: tuple[Scheme, ...] = ("light", "dark", "high-contrast-light", "high-contrast-dark")
SCALES = ("1", "2")

FACES = (
    StageFace(0, "Connected", "0", StageLook.PASSED),
    StageFace(1, "Identify", "1", StageLook.PASSED, "10:41:12"),
    StageFace(2, "Offer", "2", StageLook.CURRENT, "10:42:07"),
    StageFace(3, "Close", "3", StageLook.SENDING, "sending"),
    StageFace(4, "Objection", "4", StageLook.WAITING, "next"),
    StageFace(5, "Payment", "5", StageLook.REFUSED, "refused"),
    StageFace(6, "Contract", "6", StageLook.UNCONFIRMED, "not confirmed"),
    StageFace(7, "Callback", "7", StageLook.IDLE, drifted=True),
    StageFace(8, "Zahlungsvereinbarungsbestätigung", "8", StageLook.UNCONFIRMED, "nicht bestätigt"),
    StageFace(9, "Wrap-up", "9"),
    StageFace(112, "Datenschutzeinwilligung", "", StageLook.SENDING, "wird gesendet"),
)


def stage_strip(faces: tuple[StageFace, ...] = FACES) -> QWidget:
    strip = QWidget()
    flow = FlowLayout(strip)
    for face in faces:
        button = StageButton()
        button.set_face(face)
        flow.addWidget(button)
    return strip


def stages() -> QWidget:
    column = _column()
    column.addWidget(SectionLabel("Stage"))
    column.addWidget(stage_strip())
    column.addWidget(SectionLabel("Not available"))
    resting = tuple(
        StageFace(f.number, f.name, f.key, f.look, f.caption, drifted=f.drifted, available=False)
        for f in FACES[:9]
    )
    column.addWidget(stage_strip(resting))
    column.addWidget(SectionLabel("Right to left"))
    mirrored = stage_strip(FACES[:8])
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    column.addWidget(mirrored)
    return _page(column, 860)


def focus() -> QWidget:
    """Each control once with the focus; only one widget can have it, so each is a page part."""
    column = _column()
    for face in FACES[1:7]:
        button = StageButton()
        button.set_face(face)
        row = QHBoxLayout()
        row.addWidget(_focused(button))
        column.addLayout(row)
    for kind in ("", "primary", "danger", "quiet", "menu"):
        push = QPushButton(f"Button {kind}")
        push.setProperty("kind", kind)
        column.addWidget(_focused(push))
    column.addWidget(_focused(QLineEdit("Ada Moreno")))
    combo = QComboBox()
    combo.addItem("Arbeitsplatz")
    column.addWidget(_focused(combo))
    column.addWidget(_focused(QCheckBox("Remember server, user and station")))
    tool = QToolButton()
    tool.setIcon(icon("bell"))
    column.addWidget(_focused(tool))
    return _page(column, 300)


def banners() -> QWidget:
    page = QFrame()
    page.setProperty("role", "panel")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.m)
    licence = (
        "warning",
        "No Dialer Add-on licence for you (ada) or station 7001.",
        "Stages can't be sent on this call. Ask your administrator to free a licence.",
    )
    texts = (
        licence,
        (
            "error",
            "Die Verbindung zum Server ist unterbrochen, die Wählverbindung besteht weiterhin.",
            "Wir versuchen es in 23 Sekunden erneut; üblich sind 90 bis 150 Sekunden.",
        ),
        ("info", "Logged on to ic2.example, since ic1.example takes no sessions.", ""),
        ("success", "The link to the server is back.", ""),
    )
    for severity, title, body in texts:
        banner = Banner()
        banner.set_content(severity, title, body)
        if body:
            banner.set_actions([("try", "Jetzt versuchen"), ("copy", "Details kopieren")])
        column.addWidget(banner)
    narrow = Banner()
    narrow.set_content(*licence)
    narrow.set_actions([("do", "What to do"), ("again", "Try again"), ("copy", "Copy details")])
    narrow.setFixedWidth(430)
    beside = QHBoxLayout()
    beside.addWidget(narrow)
    beside.addStretch(1)
    column.addLayout(beside)
    mirrored = Banner()
    mirrored.set_content(*licence)
    mirrored.set_actions([("do", "What to do")])
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    column.addWidget(mirrored)
    page.setFixedWidth(900)
    return page


def form() -> QWidget:
    column = _column()
    head = QHBoxLayout()
    picture = QLabel()
    picture.setPixmap(mark(40))
    title = QLabel("Agent Desktop")
    title.setProperty("role", "display")
    head.addWidget(picture)
    head.addWidget(title, 1)
    column.addLayout(head)
    column.addWidget(
        FormField("&Server", QLineEdit("ic1.example"), "Encrypted, certificate of your company")
    )
    wrong = FormField("&User", QLineEdit("ada"))
    wrong.set_error(
        "Benutzername oder Kennwort ist falsch. Nach fünf Versuchen wird das Konto gesperrt."
    )
    column.addWidget(wrong)
    password = PasswordField()
    password.setText("hunter2hunter2")
    column.addWidget(FormField("&Password", password))
    shown = PasswordField()
    shown.setText("shown")
    shown.set_revealed(True)
    column.addWidget(FormField("Password, shown", shown))
    kind = QComboBox()
    kind.addItems(["Arbeitsplatzstation", "Remote"])
    station = QHBoxLayout()
    station.addWidget(FormField("Station &kind", kind), 1)
    station.addWidget(FormField("S&tation", QLineEdit("7001")), 1)
    column.addLayout(station)
    off = QLineEdit("not now")
    off.setEnabled(False)
    column.addWidget(FormField("Disabled", off))
    column.addWidget(_checked(QCheckBox("&Remember server, user and station")))
    column.addWidget(QCheckBox("Not chosen"))
    column.addWidget(_checked(QRadioButton("One")))
    column.addWidget(QRadioButton("Other"))
    foot = QHBoxLayout()
    foot.setSpacing(SPACE.s)
    foot.addWidget(Spinner())
    foot.addWidget(QLabel("Logging on…"), 1)
    foot.addWidget(QPushButton("Cancel"))
    foot.addWidget(_kind(QPushButton("Log on"), "primary"))
    column.addLayout(foot)
    return _page(column, round(380 * QFontMetrics(QApplication.font()).height() / 15))


def controls() -> QWidget:
    column = _column()
    pushes = QWidget()
    flow = FlowLayout(pushes)
    for kind in ("", "primary", "danger", "quiet", "menu"):
        flow.addWidget(_kind(QPushButton(f"Button {kind}".strip()), kind))
    for kind in ("", "primary", "danger"):
        button = _kind(QPushButton(f"Disabled {kind}".strip()), kind)
        button.setEnabled(False)
        flow.addWidget(button)
    with_icon = QPushButton("Log off")
    with_icon.setIcon(icon("log-out"))
    flow.addWidget(with_icon)
    status = _kind(QPushButton("Available"), "menu")
    status.setIcon(icon("dot", "success"))
    flow.addWidget(status)
    for name in ("bell", "menu", "search", "phone", "mic-off", "pause"):
        tool = QToolButton()
        tool.setIcon(icon(name))
        tool.setIconSize(tool.iconSize().scaled(20, 20, Qt.AspectRatioMode.KeepAspectRatio))
        flow.addWidget(tool)
    column.addWidget(pushes)
    words = QWidget()
    flow = FlowLayout(words, spacing=SPACE.m)
    for tone in Tone:
        flow.addWidget(Pill(tone.name.title(), tone))
        flow.addWidget(StatusDot(tone.name.title(), tone))
    column.addWidget(words)
    clocks = QHBoxLayout()
    for seconds in (0, 197, 4_271, 88_888, 360_000):
        clock = ElapsedLabel()
        clock.set_stopped(seconds)
        clocks.addWidget(clock)
    big = ElapsedLabel()
    big.setProperty("role", "display")
    big.set_stopped(197)
    clocks.addWidget(big)
    clocks.addStretch(1)
    column.addLayout(clocks)
    for role in ("display", "title", "section", "quiet", "error"):
        label = QLabel(f"A label of role {role}: Vereinbarung")
        label.setProperty("role", role)
        column.addWidget(label)
    for name in ("accent", "success", "warning", "danger", "quiet"):
        label = QLabel(f"A label of tone {name}")
        label.setProperty("tone", name)
        column.addWidget(label)
    fields = QHBoxLayout()
    number = QSpinBox()
    number.setValue(7)
    number.setMinimumWidth(96)
    fields.addWidget(number)
    combo = QComboBox()
    combo.addItem("Spring renewal")
    fields.addWidget(combo)
    search = QLineEdit("Winback")
    search.setPlaceholderText("Filter (Ctrl+F)")
    search.setClearButtonEnabled(True)
    fields.addWidget(search)
    empty = QLineEdit()
    empty.setPlaceholderText("Filter (Ctrl+F)")
    fields.addWidget(empty)
    column.addLayout(fields)
    progress = QProgressBar()
    progress.setValue(40)
    progress.setTextVisible(False)
    column.addWidget(progress)
    return _page(column, 760)


def lists() -> QWidget:
    column = _column()
    rows = QListWidget()
    rows.ensurePolished()
    rows.addItems(["Spring renewal", "Winback", "Survey"] + [f"Campaign {n}" for n in range(9)])
    rows.setCurrentRow(1)
    rows.setFixedHeight(180)
    column.addWidget(rows)
    tabs = QTabWidget()
    for name in ("Script", "Contact", "Notes", "Outcome", "History"):
        tabs.addTab(QPlainTextEdit("Notes for this call" if name == "Script" else ""), name)
    tabs.setFixedHeight(140)
    column.addWidget(tabs)
    for direction in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft):
        row = QBoxLayout(direction)
        row.addWidget(
            EmptyState(
                "list",
                "No campaigns yet",
                "They appear here when the dialer has sent them, usually within a few seconds.",
            )
        )
        last = EmptyState("bell", "Nothing to report", "")
        last.set_action("Erneut versuchen")
        row.addWidget(last)
        column.addLayout(row)
    card = QFrame()
    card.setProperty("role", "card")
    inner = QVBoxLayout(card)
    inner.addWidget(QLabel("A card"))
    column.addWidget(card)
    tint = QFrame()
    tint.setProperty("role", "tint")
    inner = QVBoxLayout(tint)
    inner.addWidget(QLabel("Stage 3 Close was interrupted at 10:42:07. Is the call still there?"))
    column.addWidget(tint)
    return _page(column, 560)


def menu() -> QWidget:
    choices = QMenu()
    for name, role in (
        ("Available", "success"),
        ("At lunch", "warning"),
        ("Do not disturb", "danger"),
    ):
        choices.addAction(icon("dot", role), name)
    choices.addSeparator()
    choices.addAction("Nicht verfügbar").setEnabled(False)
    choices.setActiveAction(choices.actions()[1])
    choices.adjustSize()
    return choices


PAGES: tuple[Callable[[], QWidget], ...] = (stages, focus, banners, form, controls, lists, menu)


def draw(folder: Path, scheme: Scheme, text_scale: float = 1.0) -> None:
    """Write a PNG of each page in one scheme."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    apply(app, scheme, text_scale=text_scale)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for page in PAGES:
        widget = page()
        widget.show()
        app.processEvents()
        _settle(widget)
        app.processEvents()
        text = "" if text_scale == 1.0 else f"-text{text_scale:g}"
        widget.grab().save(str(folder / f"{page.__name__}-{scheme}-{scale}x{text}.png"))
        widget.close()


def main(arguments: list[str]) -> int:
    """Draw all pages, each scale in a process of its own."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        scheme = next(s for s in SCHEMES if s == arguments[1])
        draw(folder, scheme, float(arguments[2]))
        return 0
    for scheme, scale in product(SCHEMES, SCALES):
        _draw_apart(folder, scheme, scale, "1.0")
    _draw_apart(folder, "light", "1", "2.0")
    return 0


def _draw_apart(folder: Path, scheme: str, scale: str, text_scale: str) -> None:
    command = [sys.executable, "-m", "tests.ui.gallery", str(folder), scheme, text_scale]
    subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, check=True)


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
    column.setSpacing(SPACE.m)
    return column


def _page(column: QVBoxLayout, width: int) -> QWidget:
    page = QFrame()
    page.setProperty("role", "panel")
    page.setLayout(column)
    page.setFixedWidth(width)
    return page


def _settle(widget: QWidget) -> None:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        widget.setFixedHeight(layout.totalHeightForWidth(widget.width()))


def _kind(button: QPushButton, kind: str) -> QPushButton:
    button.setProperty("kind", kind)
    return button


def _checked(button: QCheckBox | QRadioButton) -> QWidget:
    button.setChecked(True)
    return button


def _focused(widget: QWidget) -> QLabel:
    """A picture of a widget that has the focus."""
    host = QFrame()
    host.setProperty("role", "panel")
    box = QHBoxLayout(host)
    box.setContentsMargins(SPACE.xs, SPACE.xs, SPACE.xs, SPACE.xs)
    box.addWidget(widget)
    host.show()
    host.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    picture = QLabel()
    picture.setPixmap(host.grab())
    host.close()
    return picture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
