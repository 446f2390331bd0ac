"""Icons in the colours of the theme: crisp at every scale, tinted anew when the theme changes.

The names are those of the files in `resources/icons`.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from agent_desktop.ui.theme.drawings import drawing
from agent_desktop.ui.theme.theme import Theme

MARK_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


class _TintedEngine(QIconEngine):
    """Draws one icon, asking the theme for its colour each time."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon, centred in the rectangle."""
        side = min(rect.width(), rect.height())
        scale = painter.device().devicePixelRatio()
        picture = self.scaledPixmap(QSize(side, side), mode, state, scale)
        corner = rect.topLeft() + QPoint((rect.width() - side) // 2, (rect.height() - side) // 2)
        painter.drawPixmap(QRect(corner, QSize(side, side)), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at one device pixel a unit."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's virtual method
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return the icon at `scale` device pixels a unit."""
        role = "text_quiet" if mode is QIcon.Mode.Disabled else self._role
        return pixmap(self._name, _colour(role), min(size.width(), size.height()), scale)

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon, as Qt asks before it changes one."""
        return _kept(_TintedEngine(self._name, self._role))


@cache
def icon(name: str, role: str = "text") -> QIcon:
    """Return the icon `name` in the theme's colour `role` (a field of `Colours`).

    Raises FileNotFoundError for an unknown name and AttributeError for an unknown role.
    """
    drawing(name, _colour(role))
    return QIcon(_kept(_TintedEngine(name, role)))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """Return the icon `name` in `colour` (`#rrggbb`), `size` units square at `scale` pixels each.

    Meant for widgets that paint themselves; they ask again at each paint.
    """
    return _render(drawing(name, colour), size, scale)


@lru_cache(maxsize=32)
def mark(size: int) -> QPixmap:
    """Return the product's mark, `size` units square, sharp on the sharpest screen."""
    sharpest = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _render(drawing("mark", ""), size, sharpest)


def app_icon() -> QIcon:
    """Return the program's icon in the sizes task bars and switchers ask for."""
    made = QIcon()
    for size in MARK_SIZES:
        made.addPixmap(_render(drawing("mark", ""), size, 1.0))
    return made


def _render(svg: bytes, size: int, scale: float) -> QPixmap:
    picture = QPixmap(max(1, round(size * scale)), max(1, round(size * scale)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _colour(role: str) -> str:
    value: str = getattr(Theme.current().colours, role)
    return value


_engines: list[QIconEngine] = []


def _kept(engine: QIconEngine) -> QIconEngine:
    # Qt owns the C++ half; the Python half must live as long for its methods to be found.
    _engines.append(engine)
    return engine
