"""Reading a request's JSON body as strictly as the vendor's types ask.

A bool is not an Int, ``"3"`` is not an Int, dates are UTC, ``__type`` is required where a value
can have several shapes. Unknown properties are survived (reference sections 0 and 1).
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NoReturn, TypeVar

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.refusals import Refusal, invalid_property, missing_property

T = TypeVar("T")
Kind = Callable[[object], T]

_DATE_FORMATS = (
    (re.compile(r"\d{8}T\d{6}Z"), "%Y%m%dT%H%M%SZ"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "%Y-%m-%dT%H:%M:%SZ"),
)


def string(value: object) -> str:
    """Kind: String."""
    if isinstance(value, str):
        return value
    raise ValueError


def integer(value: object) -> int:
    """Kind: Int, 32 bits with sign."""
    if isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31:
        return value
    raise ValueError


def boolean(value: object) -> bool:
    """Kind: Boolean."""
    if isinstance(value, bool):
        return value
    raise ValueError


def utc_date(value: object) -> datetime:
    """Kind: Date, ``yyyyMMddTHHmmssZ`` or ``yyyy-MM-ddTHH:mm:ssZ``, never with an offset."""
    written = string(value)
    for pattern, layout in _DATE_FORMATS:
        if pattern.fullmatch(written):
            return datetime.strptime(written, layout).replace(tzinfo=UTC)
    raise ValueError


def list_of(kind: Kind[T]) -> Kind[list[T]]:
    """Kind: an array of another kind."""

    def read(value: object) -> list[T]:
        if isinstance(value, list):
            return [kind(item) for item in value]
        raise ValueError

    return read


def mapping(value: object) -> dict[str, object]:
    """Kind: an object; its properties are read with a `Body` of their own."""
    if isinstance(value, dict):
        return value
    raise ValueError


def texts(value: object) -> dict[str, str]:
    """Kind: a "string dictionary", an object whose values are strings."""
    return {name: string(item) for name, item in mapping(value).items()}


class Body:
    """The properties of a JSON object, read one by one; each wrong one is a 400 that names it."""

    def __init__(self, properties: Mapping[str, object]) -> None:
        self._properties = properties

    def required(self, name: str, kind: Kind[T]) -> T:
        """Return the property, or refuse it as missing or invalid."""
        value = self.optional(name, kind)
        if value is None:
            raise missing_property(name)
        return value

    def optional(self, name: str, kind: Kind[T]) -> T | None:
        """Return the property; ``None`` when it is absent or null."""
        value = self._properties.get(name)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            raise invalid_property(name) from None

    def type_name(self, area: str, *names: str) -> str:
        """Return which of `names` the ``__type`` ``urn:inin.com:{area}:{name}`` says."""
        urn = self.required("__type", string)
        name = urn.removeprefix(f"urn:inin.com:{area}:")
        if name == urn or name not in names:
            raise invalid_property("__type")
        return name


def read_body(payload: bytes) -> Body:
    """Return the body of a request; nothing at all reads as an object without properties."""
    if not payload:
        return Body({})
    try:
        properties = json.loads(payload.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        properties = None
    if not isinstance(properties, dict):
        raise Refusal(400, "unreadable_body", error_id=assumptions.ID_UNREADABLE_BODY)
    return Body(properties)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
