"""From a JSON text to a contract, as mildly as the contract allows (reference section 0).

A property that is null counts as absent: a server writes the one as readily as the other. A kind
that carries its type, and one that is Forgiving, is mended before it is read. Any other kind is
taken to the letter.
"""

import json
import math
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from agent_desktop.icws.wire import Forgiving, OpenEnum, TypedWire

# What reading a text that isn't what it should be ends with.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

T = TypeVar("T")

# So many characters a number of 64 bits has at most.
_LONGEST_NUMBER = 20


def parse(text: bytes | str) -> Any:
    """Return a JSON text as plain values. Raises one of UNREADABLE.

    One odd value must not cost the rest: a number too large for 64 bits becomes the text it was
    written as, and what isn't Unicode is replaced.
    """
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(text)
    # As below, raised out here.
    with suppress(ValueError):
        return msgspec.json.decode(_sound(text))
    raise msgspec.DecodeError("it isn't JSON")


def decode(text: bytes | str, kind: type[T]) -> T:
    """Return a JSON text as a value of `kind`. Raises one of UNREADABLE."""
    return read(parse(text), kind)


def read(value: object, kind: type[T]) -> T:
    """Return plain values, as `parse` gives them, as a value of `kind`. Raises one of UNREADABLE.

    Mending makes numbers and flags texts where texts belong, digits numbers, and an enum's words
    its members. Of a dictionary of texts and of a list, what still can't be read is left out alone.
    """
    with suppress(*UNREADABLE):
        return msgspec.convert(value, kind)  # nearly always: mending takes twenty times as long
    # Raised out here, so that it doesn't carry the other error, which may hold a contact's data.
    return msgspec.convert(_mended(value, kind), kind)


def _sound(text: bytes | str) -> bytes:
    """Return a JSON text with its numbers and texts made such as msgspec takes."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    value = json.loads(text, parse_int=_whole, parse_float=_finite, parse_constant=str)
    # Half of a surrogate pair, written as an escape, can't be encoded.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _finite(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _mended(value: Any, kind: Any) -> Any:
    """Return plain values as near to `kind` as they come; `read` judges what that is."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _mended(value, parts[0])
    if origin in (Union, UnionType):
        return _one_of(value, [part for part in parts if part is not NoneType])
    if origin in (list, tuple):
        return _elements(value, parts[0])
    if origin is dict:
        return _texts(value)
    if not isinstance(kind, type):
        return value
    if issubclass(kind, OpenEnum):
        return _lax(_number_of_word(value, kind), int)
    if kind is str:
        return _text(value)
    if kind in (bool, int):
        return _lax(value, kind)
    if issubclass(kind, TypedWire | Forgiving):
        return _properties(value, kind)
    return _declared(value, kind) if issubclass(kind, msgspec.Struct) else value


def _one_of(value: Any, kinds: Sequence[Any]) -> Any:
    if len(kinds) == 1:
        return _mended(value, kinds[0])
    tagged = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, TypedWire)]
    if not isinstance(value, dict) or not tagged:
        return value
    tags = {kind.__struct_config__.tag: kind for kind in tagged}
    said = value.get("__type")
    # A type nobody knows is the one it has most properties of.
    kind = (tags.get(said) if isinstance(said, str) else None) or max(
        tagged, key=lambda kind: len(value.keys() & set(kind.__struct_encode_fields__))
    )
    return {**_mended(value, kind), "__type": kind.__struct_config__.tag}


def _properties(value: Any, kind: type[msgspec.Struct]) -> Any:
    if not isinstance(value, dict):
        return value
    mended = {}
    for field in _fields(kind):
        said = value.get(field.encode_name)
        if said is None:
            continue
        part = _mended(said, field.type)
        may_lack = issubclass(kind, Forgiving) and not field.required
        if not may_lack or _readable(part, field.type):
            mended[field.encode_name] = part
    return mended


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)


def _elements(value: Any, kind: Any) -> Any:
    if not isinstance(value, list):
        return value
    mended = (_mended(element, kind) for element in value)
    return [element for element in mended if _readable(element, kind)]


def _texts(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        name: "" if part is None else _text(part)
        for name, part in value.items()
        if not isinstance(part, dict | list)
    }


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _number_of_word(value: Any, kind: type[OpenEnum]) -> Any:
    """Return the number of a member by its name in the reference, such as "OwnAgentCallback"."""
    if not isinstance(value, str):
        return value
    numbers = {_letters(name): int(member) for name, member in kind.__members__.items()}
    return numbers.get(_letters(value), value)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _lax(value: Any, kind: type[bool] | type[int]) -> Any:
    """Return the flag or number that a text or number clearly means, else the value itself."""
    try:
        return msgspec.convert(value, kind, strict=False)
    except UNREADABLE:
        return value


def _readable(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except UNREADABLE:
        return False
    return True


def _declared(value: Any, kind: type[msgspec.Struct]) -> Any:
    """Leave out what nobody asked for, which may be large, and every null."""
    if not isinstance(value, dict):
        return value
    names = {field.encode_name for field in _fields(kind)}
    return _without_nulls({name: part for name, part in value.items() if name in names})


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_nulls(part) for part in value]
    return value
