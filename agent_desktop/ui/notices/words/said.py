"""What a notice says, and what its makers share."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from agent_desktop.desk.notices import Cause, Facts, Notice
from agent_desktop.immutable import immutable

translate = QCoreApplication.translate


@immutable
class Words:
    """Three sentences, each complete in itself; `means` and `do` may be empty."""

    what: str
    means: str = ""
    do: str = ""


Makers = Mapping[Cause, Callable[[Facts, Notice], Words]]


def sentence(text: str) -> str:
    """Return what others worded, such as a fault in a file, as a sentence of its own."""
    return f"{text}." if text and not text.endswith((".", "!", "?")) else text


def quoted(notice: Notice) -> str:
    """Return the server's own words as a sentence of their own, or nothing."""
    message = notice.answer.message.strip()
    return (
        translate("Notices", "The server says: {message}").format(message=message)
        if message
        else ""
    )
