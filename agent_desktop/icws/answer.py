"""What came back for a request, before anyone knows what it means."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import field

import msgspec

from agent_desktop.icws.call import Facts
from agent_desktop.icws.errors import NoAnswer, UnreadableAnswer
from agent_desktop.icws.reading import UNREADABLE, T, decode
from agent_desktop.immutable import immutable

_LONGEST_TITLE = 80
# A text shorter than this is no secret worth the holes it would make in a message.
_SHORTEST_SECRET = 4
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


@immutable
class Answer:
    """A status, headers, and a body that may have stayed incomplete: `broken` says why.

    Header names are in lower case. `set_cookies` has every Set-Cookie on its own.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    set_cookies: tuple[str, ...] = field(repr=False)
    body: bytes = field(repr=False)
    facts: Facts
    broken: NoAnswer | UnreadableAnswer | None = None

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; empty where none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def web_page(self) -> bool:
        """Whether the body is a page for a browser: a proxy's, not an IC server's."""
        return self.media_type in {"text/html", "application/xhtml+xml"} or (
            self.body[:512].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        )

    @property
    def page_title(self) -> str:
        """The title of a web page in one line; empty if there is none."""
        match = _TITLE.search(self.body[:65536]) if self.web_page else None
        if match is None:
            return ""
        text = html.unescape(match[1].decode("utf-8", "replace"))
        return " ".join(_CONTROL.sub(" ", text).split())

    def decode(self, kind: type[T]) -> T:
        """Return the body as a value of `kind`.

        Raises UnreadableAnswer, or NoAnswer if the connection broke before the body's end.
        """
        if self.broken is not None:
            raise self.broken
        if self.web_page:
            raise self.not_the_servers()
        try:
            return decode(self.body, kind)
        except msgspec.ValidationError:
            why = "it isn't what was asked for"
        except UNREADABLE:
            why = "it isn't JSON" if self.body else "it is empty"
        # Raised out here, so that it doesn't carry the other error, which may hold the body.
        raise self.unreadable(why)

    def not_the_servers(self, secrets: Sequence[str] = ()) -> UnreadableAnswer:
        """Return the error for a web page where an IC server should have answered."""
        return self.unreadable(f"a web page{titled(self.page_title, secrets)} came instead")

    def unreadable(self, why: str) -> UnreadableAnswer:
        """Return the error for a success that can't be understood."""
        return UnreadableAnswer(
            f"The server's answer can't be understood: {why}.", status=self.status, **self.facts
        )


def titled(title: str, secrets: Sequence[str]) -> str:
    """Return the words for a page's title, empty for an empty one."""
    return f" titled “{struck(title, secrets)[:_LONGEST_TITLE]}”" if title else ""


def struck(text: str, secrets: Sequence[str]) -> str:
    """Return a text of the server's in which secrets that were sent are struck out."""
    # The longest first: a shorter one inside it would leave the rest of it standing.
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, "•••")
    return text
