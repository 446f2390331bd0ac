"""Other people's words where Qt would read markup or a key's mark into them."""

from html import escape


def tip(text: str) -> str:
    """Return a tool tip that shows `text` letter by letter; Qt guesses markup by itself."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if "<" in text else text


def button_text(text: str) -> str:
    """Return the text of a button or a menu entry in which `&` is just that, and no key's mark."""
    return text.replace("&", "&&")


def plain_words(text: str) -> str:
    """Return the words of a button's text without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
