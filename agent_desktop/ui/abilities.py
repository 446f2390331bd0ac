"""Why something is off: this server's dialer can't do it yet."""

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.abilities import Lack

translate = QCoreApplication.translate


def lack_text(lack: Lack | None) -> str:
    """Return which version a thing needs and which the server has; empty where nothing lacks."""
    if lack is None:
        return ""
    if not lack.has:
        return translate("Abilities", "Needs dialer version {needs}; this server has none").format(
            needs=lack.needs
        )
    return translate("Abilities", "Needs dialer version {needs}; this server has {has}").format(
        needs=lack.needs, has=lack.has
    )
