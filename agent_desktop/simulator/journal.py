"""The journal: one JSON line a request, with secrets and contact data masked.

Keys: ``n``, ``at`` (UTC, arrival), ``ms`` (until the answer was ready), ``session``, ``user``,
``method``, ``path``, ``query``, ``headers`` (the ones of interest), ``body``, ``requestId``
(``X-Request-ID``), ``status`` (null when none was sent), ``fault`` (its kind, or null), and for
update-stage ``stage``: ``campaignId``, ``newStageId``, ``agentId`` as sent, ``interactionId`` and
``callState`` as the server saw the call when the request arrived. The simulator's own paths
aren't recorded.
"""

import json
import threading
from collections import deque
from pathlib import Path
from typing import Any, Final

MASK: Final = "***"
SECRET_KEYS: Final = frozenset(
    {"password", "authtoken", "authtokenseed", "singlesignontoken", "sippassword", "csrftoken"}
)
CONTACT_KEYS: Final = frozenset({"callattributes", "identity", "numbervalue"})
"""Of a dictionary among them the names stay, the values go."""
SHOWN_HEADERS: Final = (
    "Accept",
    "Accept-Language",
    "Content-Type",
    "Last-Event-ID",
    "User-Agent",
)
NAMED_HEADERS: Final = ("ININ-ICWS-CSRF-Token", "Cookie", "Authorization")
"""Headers of which only the presence is told."""
KEPT: Final = 100_000
"""Entries that can be asked for while the server runs."""


class Journal:
    """What was asked of the server, in memory and, with a `path`, in a file."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._count = 0
        self._file = path.open("a", encoding="utf-8") if path is not None else None

    def record(self, entry: dict[str, Any]) -> None:
        """Keep an entry under the next number and write its line."""
        with self._lock:
            self._count += 1
            numbered = {"n": self._count, **entry}
            self._entries.append(numbered)
            if self._file is not None and not self._file.closed:
                self._file.write(json.dumps(numbered, ensure_ascii=False) + "\n")
                self._file.flush()

    def since(self, last: int) -> tuple[list[dict[str, Any]], int]:
        """Return the entries after number `last`, and the number to ask with next time."""
        with self._lock:
            return [entry for entry in self._entries if entry["n"] > last], self._count

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()


def masked(value: Any) -> Any:
    """Return a JSON value with every secret and all contact data replaced."""
    if isinstance(value, dict):
        return {key: _masked_item(key.lower(), item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return value


def _masked_item(key: str, item: Any) -> Any:
    if key in CONTACT_KEYS and isinstance(item, dict):
        return dict.fromkeys(item, MASK)
    return MASK if key in SECRET_KEYS | CONTACT_KEYS else masked(item)


def shown_body(payload: bytes) -> Any:
    """Return a request's body as the journal has it: masked JSON, else its size."""
    if not payload:
        return None
    try:
        return masked(json.loads(payload))
    except (ValueError, RecursionError):
        return f"<{len(payload)} bytes that aren't JSON>"


def shown_headers(headers: dict[str, str]) -> dict[str, str]:
    """Return the headers of interest; of secret ones only that they were there."""
    given = {name.lower(): value for name, value in headers.items()}
    shown = {name: given[name.lower()] for name in SHOWN_HEADERS if name.lower() in given}
    return shown | {name: MASK for name in NAMED_HEADERS if name.lower() in given}
