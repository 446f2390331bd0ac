"""The program's words in the desktop's language, where there is a translation."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from agent_desktop.platform.resources import resources


def install(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Load our own and Qt's translations for a locale; English has plural forms only."""
    wanted = locale or QLocale()
    if wanted.language() is QLocale.Language.C:  # no language of its own: plurals are English
        wanted = QLocale(QLocale.Language.English)
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("agent_desktop", str(resources() / "translations")),
    ):
        translator = QTranslator(app)
        if translator.load(wanted, name, "_", folder):
            app.installTranslator(translator)
