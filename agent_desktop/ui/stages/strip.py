"""The strip of stage buttons: as many lines as it takes, and scrolled where there is no room."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from agent_desktop.ui.theme.tokens import SPACE
from agent_desktop.ui.widgets.flow_layout import FlowLayout
from agent_desktop.ui.widgets.stage_button import StageButton, StageFace, StageLook


class StageStrip(QScrollArea):
    """A button a stage. It wants room for all of them and needs room for one line."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[int, StageButton] = {}
        self._sent = 0  # the stage that was sent last
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        lines = QWidget()
        self._flow = FlowLayout(lines, spacing=SPACE.s)
        self.setWidget(lines)
        for ground in (self.viewport(), lines):
            ground.setAutoFillBackground(False)

    def __contains__(self, number: object) -> bool:
        """Whether this stage has a button."""
        return number in self._buttons

    def focus_stage(self, number: int) -> bool:
        """Go to the button of a stage; return whether it has one."""
        button = self._buttons.get(number)
        if button is not None:
            button.setFocus()
        return button is not None

    def show_faces(self, faces: Iterable[StageFace]) -> None:
        """Show these stages in this order; a button that stays keeps its focus."""
        faces = tuple(faces)
        if [face.number for face in faces] != list(self._buttons):
            self._rebuild([face.number for face in faces])
        self.change_faces(faces)
        self.updateGeometry()

    def change_faces(self, faces: Iterable[StageFace]) -> None:
        """Show another state of some of these stages, under the names they have."""
        for face in faces:
            button = self._buttons[face.number]
            asked = face.look is not button.face.look and face.look is StageLook.SENDING
            button.set_face(face)
            if asked:
                self._sent = face.number
                self._bring_into_sight()

    def sizeHint(self) -> QSize:
        """Return the size with every line in it, at the present width."""
        return QSize(self._flow.sizeHint().width(), self._flow.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the size with one line in it."""
        return self._flow.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height; the bar comes only where that isn't to be had.

        Left to itself the bar, once there, takes the width that makes it needed.
        """
        fits = self._flow.heightForWidth(self.width()) <= self.height()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        super().resizeEvent(event)
        self._bring_into_sight()  # what is said of a press may leave it less room
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _bring_into_sight(self) -> None:
        """Show the stage that is being sent."""
        button = self._buttons.get(self._sent)
        if button is not None and button.face.look is StageLook.SENDING:
            self.ensureWidgetVisible(button, 0, SPACE.s)

    def _rebuild(self, numbers: list[int]) -> None:
        before = self._buttons
        for number in before.keys() - set(numbers):
            self._flow.removeWidget(before[number])
            before[number].hide()
            before[number].deleteLater()
        self._buttons = {number: before.get(number) or self._made(number) for number in numbers}
        while self._flow.count():
            self._flow.takeAt(0)
        previous: QWidget | None = None
        for button in self._buttons.values():
            self._flow.addWidget(button)
            button.show()
            if previous is not None:
                QWidget.setTabOrder(previous, button)
            previous = button

    def _made(self, number: int) -> StageButton:
        button = StageButton(self.widget())
        button.setObjectName(f"stageButton-{number}")
        button.clicked.connect(lambda: self.pressed.emit(number))
        return button
