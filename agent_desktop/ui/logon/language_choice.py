"""The choice of the language in which the server writes its texts."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

_OFFERED = ("en-us", "de-de", "fr-fr", "es-es")


class LanguageChoice(QComboBox):
    """Offers the system's own language first; another one that was set is there too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("loginLanguage")
        own = QLocale.system().name().replace("_", "-").lower()
        for code in dict.fromkeys((own, *_OFFERED)):
            if code != "c":
                self._add(code)

    @property
    def code(self) -> str:
        """The language chosen, as the server knows it: `de-de`."""
        return str(self.currentData())

    def choose(self, code: str) -> None:
        """Choose a language; an empty one is the first."""
        if code and self.findData(code) < 0:
            self._add(code)
        self.setCurrentIndex(max(0, self.findData(code)))

    def _add(self, code: str) -> None:
        self.addItem(QLocale(code).nativeLanguageName() or code, code)
