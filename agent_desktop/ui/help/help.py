"""From the help menu to what it offers."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from agent_desktop.desk.logon import LogOnForm
from agent_desktop.services.support_bundles import SupportBundles
from agent_desktop.support import Bundle
from agent_desktop.ui.help.bundle_dialog import SupportBundleDialog
from agent_desktop.ui.help.menu import HelpMenu
from agent_desktop.ui.help.reading import about_dialog, keys_dialog


class Help(QObject):
    """Answers every help menu; `form` is what the log-on dialog holds."""

    def __init__(
        self,
        menus: tuple[HelpMenu, ...],
        bundles: SupportBundles,
        form: Callable[[], LogOnForm],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bundles = bundles
        self._form = form
        for menu in menus:
            self.answer(menu)

    def answer(self, menu: HelpMenu) -> None:
        """Answer one menu more."""
        menu.keys_wanted.connect(lambda: keys_dialog(menu.window()).open())
        menu.bundle_wanted.connect(lambda: self._show_bundle(menu.window()))
        menu.about_wanted.connect(
            lambda: about_dialog(self._bundles.versions, menu.window()).open()
        )
        menu.answered()

    def _show_bundle(self, over: QWidget) -> None:
        dialog = SupportBundleDialog(over)

        def told(bundle: Bundle | None) -> None:
            if not isValid(dialog):  # it may have been closed meanwhile
                return
            if bundle is None:
                dialog.show_failed()
            else:
                dialog.show_bundle(bundle)
                dialog.save_asked.connect(lambda file: self._save(dialog, bundle, file))

        stop = self._bundles.gather(self._form(), told)
        dialog.finished.connect(lambda _result: stop())
        dialog.open()

    def _save(self, dialog: SupportBundleDialog, bundle: Bundle, file: str) -> None:
        def told(done: bool) -> None:
            if isValid(dialog):
                dialog.show_saved(done=done)

        self._bundles.save(bundle, file, told)
