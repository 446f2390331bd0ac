from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_desktop.ui.theme.theme import apply


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> Iterator[None]:
    """Sizes are those of the real style sheet."""
    apply(qapp, "light", still=True)
    yield
    apply(qapp, "light", still=False)
