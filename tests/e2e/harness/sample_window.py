"""A small window to prove the harness on: one of each widget that the product has."""

import signal
import subprocess
import sys

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

CAMPAIGNS = [f"Campaign {number}" for number in range(40)]


class SampleWindow(QMainWindow):
    """Says in `sampleLabel` what happened last."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sampleWindow")
        self.setWindowTitle("Sample")
        body = QWidget()
        self.setCentralWidget(body)
        form = QFormLayout(body)
        self.label = QLabel("nothing yet")
        button = QPushButton("Count")
        off = QPushButton("Off")
        off.setEnabled(False)
        hidden = QPushButton("Hidden")
        edit, password = QLineEdit(), QLineEdit()
        edit.setAccessibleName("Your name")
        password.setEchoMode(QLineEdit.EchoMode.Password)
        self.list = QListWidget()
        self.list.setAccessibleName("Campaigns")
        self.list.addItems(CAMPAIGNS)
        combo = QComboBox()
        combo.addItems(["Workstation", "Remote number", "Persistent"])
        menu_button = QPushButton("Status")
        menu = QMenu(menu_button)
        for status in ("Available", "Away", "At lunch"):
            menu.addAction(status, lambda text=status: self.label.setText(f"status {text}"))
        menu_button.setMenu(menu)
        table = QTableWidget(2, 2)
        table.setAccessibleName("Table")
        for row in range(2):
            for column in range(2):
                table.setItem(row, column, QTableWidgetItem(f"r{row}c{column}"))
        named = {
            "sampleButton": button,
            "sampleOff": off,
            "sampleHidden": hidden,
            "sampleEdit": edit,
            "samplePassword": password,
            "sampleList": self.list,
            "sampleMenu": menu_button,
            "sampleTable": table,
            "sampleLabel": self.label,
        }
        for name, widget in named.items():
            widget.setObjectName(name)
            form.addRow(widget)
        combo.setObjectName("sampleCombo")
        form.addRow("Station", combo)
        hidden.hide()
        self.pressed = 0
        button.clicked.connect(self.count)
        edit.textEdited.connect(lambda text: self.label.setText(f"edited {text}"))
        password.textEdited.connect(lambda text: self.label.setText(f"secret of {len(text)}"))
        self.list.currentTextChanged.connect(lambda text: self.label.setText(f"row {text}"))
        combo.activated.connect(lambda index: self.label.setText(f"station {index}"))
        table.currentCellChanged.connect(lambda row, *_: self.label.setText(f"table row {row}"))
        shortcut = QShortcut(QKeySequence("2"), self)
        shortcut.activated.connect(lambda: self.label.setText("digit two"))
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(QApplication.quit)

    def count(self) -> None:
        """Count the presses, aloud."""
        self.pressed += 1
        self.label.setText(f"pressed {self.pressed}")
        spoken = QAccessibleAnnouncementEvent(self.label, self.label.text())
        QAccessible.updateAccessibility(spoken)


def main() -> int:
    """Show the window; with `--child`, also start a process that never ends by itself."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv)
    if "--child" in sys.argv:
        subprocess.Popen(["sleep", "infinity"])
    window = SampleWindow()
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
