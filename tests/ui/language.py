"""The program in another language, for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from agent_desktop.ui.translations import install


@contextmanager
def speaking(app: QApplication, locale: str) -> Iterator[None]:
    """Have the program speak the language of a locale, and English again afterwards."""
    before = set(app.findChildren(QTranslator))
    install(app, QLocale(locale))
    yield
    for translator in set(app.findChildren(QTranslator)) - before:
        app.removeTranslator(translator)
        translator.deleteLater()
