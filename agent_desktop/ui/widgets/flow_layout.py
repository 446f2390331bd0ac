"""A layout that fills lines from the leading edge and wraps, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from agent_desktop.ui.theme.tokens import SPACE


class FlowLayout(QLayout):
    """Lays its items side by side at their preferred size, in as many lines as it takes.

    `spacing`, in pixels, lies between items and between lines. An item wider than the whole line
    is narrowed to it, no further than its own least width. A lower item stands in the middle of
    its line.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = SPACE.s) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, until something changes
        self._hints: tuple[QSize, QSize] | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def invalidate(self) -> None:
        """Measure anew: something has changed."""
        self._heights.clear()
        self._hints = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give the item at a place away, None past the end."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """Return no direction: room to spare stays with the neighbours."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: fewer pixels in a line need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size of one line with everything in it."""
        return self._measured()[0]

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's virtual method
        """Return the size of the largest item."""
        return self._measured()[1]

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _measured(self) -> tuple[QSize, QSize]:
        """Return the size of one line of everything, and that of the largest item."""
        if self._hints is None:
            items = self._shown()
            hints = [item.sizeHint() for item in items]
            width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
            height = max((hint.height() for hint in hints), default=0)
            least = QSize()
            for item in items:
                least = least.expandedTo(item.minimumSize())
            whole = QSize(width, height)
            self._hints = self._with_margins(whole), self._with_margins(least)
        return self._hints

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Walk the lines, moving the items when asked; return the height they take."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        bottom = area.top()
        for line in self._lines(area):
            top = bottom if bottom == area.top() else bottom + self.spacing()
            height = max(box.height() for _item, box in line)
            bottom = top + height
            for item, box in line if place else ():
                box.moveTop(top + (height - box.height()) // 2)
                item.setGeometry(QStyle.visualRect(direction, area, box))
        return bottom - rect.top() + margins.bottom()

    def _lines(self, area: QRect) -> list[list[tuple[QLayoutItem, QRect]]]:
        """Return the items of each line with their places, from the leading edge on."""
        lines: list[list[tuple[QLayoutItem, QRect]]] = []
        x = area.left()
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(area.width(), item.minimumSize().width())))
            if not lines or x + size.width() > area.right() + 1:
                lines.append([])
                x = area.left()
            lines[-1].append((item, QRect(QPoint(x, 0), size)))
            x += size.width() + self.spacing()
        return lines
