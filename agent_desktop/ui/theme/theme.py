"""The theme that is worn: which colours, at which size, still or moving; and how it changes live.

Conventions of the style sheet, set with `setProperty`:

- `role` of a label: `title` (a heading, by weight), `display` (read from afar), `section`,
  `quiet`, `error`; of a frame: `panel`, `side`, `card`, `tint`, `line`
- `kind` of a button: `primary`, `danger`, `quiet` (no edge until hovered), `menu` (opens one)
- `tone` of a label: `accent`, `success`, `warning`, `danger`, `quiet`
- `invalid` of a field: true while it shows an error
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from agent_desktop.ui.theme.fonts import readable
from agent_desktop.ui.theme.motion import system_reduces_motion
from agent_desktop.ui.theme.palette import palette
from agent_desktop.ui.theme.sheet import style_sheet
from agent_desktop.ui.theme.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    SCHEMES,
    Colours,
)

Scheme = Literal[
    "system", "light", "dark", "high-contrast", "high-contrast-light", "high-contrast-dark"
]
STYLE = "Fusion"
_IN_STYLE = "inStyle"
_BY_NAME = {colours.name: colours for colours in SCHEMES}


class Theme(QObject):
    """What widgets read when they paint; there is one, `Theme.current()`."""

    changed = Signal()

    _current: ClassVar["Theme | None"] = None

    def __init__(self, colours: Colours = LIGHT) -> None:
        super().__init__()
        self._colours = colours
        self._still = False

    @classmethod
    def current(cls) -> "Theme":
        """Return the theme of this program; a light one before `apply` was called."""
        if cls._current is None:
            cls._current = cls()
        return cls._current

    @property
    def colours(self) -> Colours:
        """The colours to paint with now."""
        return self._colours

    @property
    def still(self) -> bool:
        """Whether nothing may move by itself."""
        return self._still

    def wear(self, colours: Colours, *, still: bool) -> None:
        """Take other colours or another pace, and tell those who paint."""
        if (colours, still) == (self._colours, self._still):
            return
        self._colours, self._still = colours, still
        self.changed.emit()


def remove_drawings() -> None:
    """Remove the style sheet's drawings: Qt does it at its end, which a replaced program skips."""
    if _Appearance.made is not None and isValid(_Appearance.made):
        _Appearance.made.drawings.remove()


class _Appearance(QObject):
    """The look of one application: chosen by the person, following the system where asked."""

    made: ClassVar["_Appearance | None"] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system_font = QFont(app.font())
        self.drawings = QTemporaryDir()
        self._scheme: Scheme = "system"
        self._text_scale = 1.0
        self._still = False
        if not app.property(_IN_STYLE):
            app.setStyle(STYLE)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @classmethod
    def of(cls, app: QApplication) -> "_Appearance":
        """Return the look of an application; to search its children makes types of them all."""
        if cls.made is None or not isValid(cls.made) or cls.made.parent() is not app:
            cls.made = cls(app)
        return cls.made

    def choose(self, scheme: Scheme, text_scale: float, *, still: bool) -> None:
        """Take what the person chose and put it on."""
        self._scheme, self._text_scale, self._still = scheme, text_scale, still
        # Window frames and native dialogs follow too.
        wanted = Qt.ColorScheme.Unknown
        if scheme in _BY_NAME:
            wanted = Qt.ColorScheme.Dark if _BY_NAME[scheme].dark else Qt.ColorScheme.Light
        self._app.styleHints().setColorScheme(wanted)
        self._put_on()

    def _system_changed(self) -> None:
        if self._scheme in ("system", "high-contrast"):
            self._put_on()

    def _put_on(self) -> None:
        hints = self._app.styleHints()
        colours = colours_for(
            self._scheme, hints.colorScheme(), hints.accessibility().contrastPreference()
        )
        font = readable(self._system_font, self._text_scale)
        # Each of these goes through every widget there is.
        if font != self._app.font():
            self._app.setFont(font)
        wanted = palette(colours)
        if wanted != self._app.palette():
            self._app.setPalette(wanted)
        sheet = style_sheet(colours, font, Path(self.drawings.path()))
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        Theme.current().wear(colours, still=self._still)


def colours_for(
    scheme: Scheme,
    system: Qt.ColorScheme,
    contrast: Qt.ContrastPreference = Qt.ContrastPreference.NoPreference,
) -> Colours:
    """Return the table for a choice, given what the system is set to."""
    dark = system == Qt.ColorScheme.Dark
    if scheme in _BY_NAME:
        return _BY_NAME[scheme]
    if scheme == "high-contrast" or contrast == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT


def application(name: str) -> QApplication:
    """Make the application in our style; set later, that makes a type of Python's in 5 ms."""
    app = QApplication([name, "-style", STYLE])
    app.setProperty(_IN_STYLE, True)
    return app


@contextmanager
def undressed() -> Iterator[None]:
    """Build a window without the style sheet, which is put on again once the window is whole.

    With it on, each widget that is put into another is dressed anew with all that is in it: the
    main window took 240 ms, of which 85 are left.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        yield
        return
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def apply(
    app: QApplication,
    scheme: Scheme = "system",
    *,
    text_scale: float = 1.0,
    still: bool | None = None,
) -> Theme:
    """Give the application its look and keep it up to date; may be called again at any time.

    `text_scale` multiplies the system's font size, 1.0 to 2.0. `still` says that nothing may move;
    None leaves it to the system. Raises ValueError for another scale.
    """
    if not 1.0 <= text_scale <= 2.0:
        raise ValueError(f"text scale must lie between 1.0 and 2.0, not {text_scale}")
    appearance = _Appearance.of(app)
    appearance.choose(scheme, text_scale, still=system_reduces_motion() if still is None else still)
    return Theme.current()
