"""Where the window stands, for each set of screens: back at the dock it is where it was."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

# Screens come and go one after the other, and the desktop moves windows meanwhile.
SETTLE_MS = 1500
KEPT = 8  # sets of screens; the oldest goes
# So much of the window's upper edge must be on a screen to be caught with the mouse.
CAUGHT = 48


class Placement(QObject):
    """Keeps a window's geometry by the screens there are, and puts it back as they change."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._places: dict[str, str] = {}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._follow)
            app.screenAdded.connect(self.screens_changed)
            app.screenRemoved.connect(self.screens_changed)
        for screen in QGuiApplication.screens():
            self._follow(screen)

    @property
    def settling(self) -> bool:
        """Whether screens have just changed: where the window is now isn't where it was put."""
        return self._settle.isActive()

    def restore(self, geometry: str, places: dict[str, str]) -> None:
        """Take over what is known, and put the window in its place."""
        self._places = dict(places)
        self._put(places.get(arrangement(), geometry))

    def told(self) -> tuple[str, dict[str, str]]:
        """Return where the window stands now and, with it, all that is known."""
        geometry = self._window.saveGeometry().toBase64().toStdString()
        key = arrangement()
        self._places.pop(key, None)
        self._places[key] = geometry  # the newest last
        for oldest in list(self._places)[:-KEPT]:
            del self._places[oldest]
        return geometry, dict(self._places)

    def screens_changed(self) -> None:
        """Wait until screens and desktop have come to rest."""
        self._settle.start()

    def _settled(self) -> None:
        self._put(self._places.get(arrangement(), ""))
        if not self._window.isVisible() or self._window.windowState().value:
            return
        areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if areas and not within_reach(self._window.frameGeometry(), areas):
            self._window.setGeometry(fitted(self._window.geometry(), areas[0]))

    def _put(self, geometry: str) -> None:
        if geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def _follow(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.screens_changed)
        screen.logicalDotsPerInchChanged.connect(self.screens_changed)


def arrangement() -> str:
    """Return what tells one set of screens from another: their places, sizes and densities."""
    return " ".join(
        sorted(
            f"{area.width()}x{area.height()}{area.x():+d}{area.y():+d}@{screen.devicePixelRatio():g}"
            for screen in QGuiApplication.screens()
            for area in (screen.geometry(),)
        )
    )


def within_reach(window: QRect, areas: Iterable[QRect]) -> bool:
    """Whether the window's title can be seen and caught on one of the screens."""
    title = QRect(window.x(), window.y(), window.width(), CAUGHT)
    shown = (area.intersected(title) for area in areas)
    return any(part.width() >= CAUGHT and part.height() >= CAUGHT // 2 for part in shown)


def fitted(window: QRect, area: QRect) -> QRect:
    """Return the window moved, and if need be made smaller, to lie in an area."""
    size = window.size().boundedTo(area.size())
    left = min(max(window.x(), area.x()), area.right() + 1 - size.width())
    top = min(max(window.y(), area.y()), area.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())
