import os
from collections.abc import Iterator

import pytest

# The widgets are drawn into memory; set before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def what_was_copied_goes_before_python_does() -> Iterator[None]:
    """Empty the clipboard: offscreen, Qt deletes it so late that the run would end in a crash."""
    yield
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
