"""Other people's words where Qt would read markup or a key's mark into them, or be led astray."""

from PySide6.QtGui import Qt

# Marks that turn the letters beside them about, so that one text passes for another; and control
# characters, which show as nothing. Tabs and line breaks stay.
_LEADING_ASTRAY = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LEADING_ASTRAY |= {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in [*range(0x20), *range(0x7F, 0xA0)]
    if chr(code) not in "\t\n\r"
}


def shown(text: str) -> str:
    """Return a text as it may be shown: nothing in it turns the rest about or hides."""
    return text if text.isprintable() else text.translate(_LEADING_ASTRAY).replace("\r", "")


def tip(text: str) -> str:
    """Return a tool tip that shows `text` letter by letter; Qt guesses markup by itself."""
    text = shown(text)
    if not Qt.mightBeRichText(text):
        return text
    from html import escape  # hardly any text needs it, and the first paint has none

    return f"<p>{escape(text)}</p>".replace("\n", "<br>")


def button_text(text: str) -> str:
    """Return the text of a button or a menu entry: one line, in which `&` marks no key.

    A tab would have Qt show what follows as the entry's key.
    """
    return " ".join(shown(text).split()).replace("&", "&&")


def plain_words(text: str) -> str:
    """Return the words of a button's text without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
