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


@pytest.fixture(autouse=True)
def nothing_of_a_test_is_left() -> Iterator[None]:
    """Delete what was closed: each widget that lives on makes every later change of look slower.

    Without an event loop Qt keeps what is to be deleted later for good.
    """
    yield
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
