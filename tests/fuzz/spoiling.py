"""From a valid document to one that nobody should send.

How a document is spoilt is itself a short text of bytes, so that hypothesis can shorten it: four
bytes are one step. The document as it was, and after each step, is an input.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

CANARY = "canary-7f3a"
"""Stands in the documents where a contact's data, a token or a password would."""

STEPS = 5
LARGEST = 128 * 1024
"""Bytes of an input: a second must be enough for it, whatever it is."""

Inputs = tuple[bytes, ...]


class Raw(str):
    """A token put into JSON as it is."""

    __slots__ = ()


ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 2**31 - 1, 2**31, -(2**31) - 1, 2**63, 2**64, 10**400,
    0.5, -0.0, 1e308, Raw("1e999"), Raw("-1E-999"), Raw("1e400000000"), Raw("0123"), Raw("NaN"),
    "", " ", "0", "1", "-1", "true", "null", "1e5", "9" * 5000, "x" * 20_000, CANARY,
    "\ud800", "\udfff\ud800", "\x00", "\x7f\x85", "\u2028", "\u202e", "Straße", "😀" * 300,
    "<b>x</b>", "a\r\nSet-Cookie: b=c", "../../..", "%00", "{}", "[]", "=cmd|' /C calc'!A0",
    "20260302T090000Z", "00010101T000000Z", "99991231T235959Z", "2026-02-30T09:00:00Z",
    "2026-03-02T09:00:00+00:00", "down", "Up", "OwnAgentCallback", "ic2.example",
    [], {}, [None], [[]], [{}], {"": None}, {"__type": None}, {"__type": "urn:inin.com:x:y"},
    ["a", 1, None, {}], {"id": ""}, {"id": "x"}, list(range(300)),
)  # fmt: skip

TOKENS: tuple[bytes, ...] = (
    b"", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n",
    b"\n\n", b"\r\n\r\n", b"\n\r", b" ", b"\t", b'"', b"'", b"'''", b'"""', b"\\", b"\\u",
    b"\\uD800", b"{", b"}", b"[", b"]", b"[[", b"]]", b":", b",", b"=", b";", b".", b"#", b"-",
    b"%", b"@", b"/", b"[" * 3000, b"{" * 500, b"[[" * 400, b'{"a":' * 1500, b"a" * 3000,
    b"." * 500, b"9" * 5000, b"a=" * 800, b'a="' * 800, b"a b, " * 800, b"data:\n" * 2000,
    b"x.y." * 300, b"-" * 4000, b"true", b"nan", b"inf", b"-1", b"1e999", b"0x1F", b"1979-05-27",
    b"07:32:00", b"99999999999", b"data:", b"data: {}", b"event:", b"event: x", b"id", b"retry: 1",
    b":ping", b"__type", b"realm=", b"ICWS ", b"Basic Zm9v==", b"https://", b"http://", b"[::1]",
    b"xn--", b":0", b":99999", b"[sets]", b"[campaigns]", b"[[user]]", b"[server]", b"null",
    b'{"__type":"urn:inin.com:x:y"}',
)  # fmt: skip

Slot = tuple[Any, Any]
_RECIPES = st.binary(min_size=4 * STEPS, max_size=4 * STEPS)
_ANYTHING = st.tuples(st.binary(max_size=200))


def spoilt_json(documents: Sequence[Any]) -> st.SearchStrategy[Inputs]:
    """Make JSON texts: valid documents, spoilt ones, and what is no JSON at all."""

    def made(document: Any, values: bytes, text: bytes) -> Inputs:
        texts: list[bytes] = []
        for each in spoilt_values(document, values):
            texts.append(as_json(each))
            if len(texts[-1]) > LARGEST:
                return tuple(texts[:-1])  # each step may make it fifty times as large
        return (*texts, *spoilt_texts(texts[-1], text))

    recipes = st.just(b"") | st.binary(min_size=4, max_size=12)
    spoilt = st.builds(made, st.sampled_from(documents), _RECIPES, recipes)
    return spoilt | spoilt | spoilt | _ANYTHING


def spoilt_text(documents: Sequence[bytes]) -> st.SearchStrategy[Inputs]:
    """Make texts of another kind: valid ones, spoilt ones, and any bytes."""
    spoilt = st.builds(
        lambda document, recipe: (document, *spoilt_texts(document, recipe)),
        st.sampled_from(documents),
        _RECIPES,
    )
    return spoilt | spoilt | spoilt | _ANYTHING


def as_json(value: Any) -> bytes:
    """Return a JSON text, in which Raw stands as it is and half a character is one."""
    text = json.dumps(_marked(value))
    for token in {each for each in _texts(value) if isinstance(each, Raw)}:
        text = text.replace(f'"@@{token}@@"', token)
    return text.encode()


def spoilt_values(document: Any, recipe: bytes) -> Iterator[Any]:
    """Yield a JSON value as it is, and then after each step; it is one value that changes."""
    holder = [copy.deepcopy(document)]
    yield holder[0]
    for what, first, second, third in _steps(recipe):
        slots = list(_slots(holder))
        container, key = slots[(first * 256 + second) % len(slots)]
        _CHANGES[what % len(_CHANGES)](container, key, third, slots)
        yield holder[0]


def spoilt_texts(text: bytes, recipe: bytes) -> Iterator[bytes]:
    """Yield a text after each step."""
    for what, first, second, third in _steps(recipe):
        text = _spoilt(text, what, first * 256 + second, third)
        yield text


def _steps(recipe: bytes) -> Iterator[bytes]:
    return (recipe[at : at + 4] for at in range(0, len(recipe) - 3, 4))


def _spoilt(text: bytes, what: int, where: int, how: int) -> bytes:
    at = where % (len(text) + 1)
    end = min(len(text), at + 1 + how % 40)
    token = TOKENS[how % len(TOKENS)]
    match what % 8:
        case 0:
            return text[:at] + token + text[at:]
        case 1:
            return text[:at] + token + text[end:]
        case 2:
            return text[:at] + text[end:]
        case 3:
            return text[:at] + text[at:end] * (1 + how % 9) + text[end:]
        case 4:
            return text[:at]
        case 5:
            return _lines_changed(text, where, how)
        case 6:
            return _another_value(text, where, token)
        case _:
            return text[:at] + bytes([how]) + text[at + 1 :]


def _another_value(text: bytes, where: int, token: bytes) -> bytes:
    """Put a token where a value stands: after = or :, to the end of the line."""
    values = list(re.finditer(rb"[=:][^=:\r\n]*", text))
    if not values:
        return text
    value = values[where % len(values)]
    return text[: value.start() + 1] + token + text[value.end() :]


def _lines_changed(text: bytes, where: int, how: int) -> bytes:
    """Leave a line out, write it twice, or change it with another."""
    lines = text.splitlines(keepends=True) or [b""]
    at, other = where % len(lines), how % len(lines)
    if how % 3 == 0:
        del lines[at]
    elif how % 3 == 1:
        lines.insert(other, lines[at])
    else:
        lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _slots(value: Any) -> Iterator[Slot]:
    """Yield each place of a value as its container and key."""
    waiting: list[Any] = [value]
    while waiting:
        container = waiting.pop()
        keys = container.keys() if isinstance(container, dict) else range(len(container))
        for key in list(keys):
            yield container, key
            if isinstance(container[key], dict | list):
                waiting.append(container[key])


def _replace(container: Any, key: Any, third: int, _: list[Slot]) -> None:
    container[key] = copy.deepcopy(ODD[third % len(ODD)])


def _remove(container: Any, key: Any, _third: int, _: list[Slot]) -> None:
    if len(container) > 1 or isinstance(container, dict):
        del container[key]


def _wrap(container: Any, key: Any, third: int, _: list[Slot]) -> None:
    container[key] = [container[key]] if third % 2 else {"value": container[key]}


def _nest(container: Any, key: Any, third: int, _: list[Slot]) -> None:
    value = container[key]
    for _each in range(third // 4):
        value = [value] if third % 2 else {"a": value}
    container[key] = value


def _to_text(container: Any, key: Any, _third: int, _: list[Slot]) -> None:
    value = container[key]
    container[key] = value[0] if isinstance(value, str) and value else str(value)[:200]


def _from_elsewhere(container: Any, key: Any, third: int, slots: list[Slot]) -> None:
    other, its_key = slots[third % len(slots)]
    container[key] = copy.deepcopy(other[its_key])


def _add(container: Any, key: Any, third: int, _: list[Slot]) -> None:
    if isinstance(container, dict):
        name = key.upper() if third % 2 else f"x-{third}"
        container[name] = copy.deepcopy(ODD[third % len(ODD)])
    else:
        container.extend([container[key]] * (third % 4 or 50))


_CHANGES: tuple[Callable[[Any, Any, int, list[Slot]], None], ...] = (
    _replace,
    _remove,
    _wrap,
    _nest,
    _to_text,
    _from_elsewhere,
    _add,
    _replace,
)


def _marked(value: Any) -> Any:
    if isinstance(value, Raw):
        return f"@@{value}@@"
    if isinstance(value, dict):
        return {key: _marked(part) for key, part in value.items()}
    return [_marked(part) for part in value] if isinstance(value, list) else value


def _texts(value: Any) -> Iterator[str]:
    for container, key in _slots([value]):
        if isinstance(container[key], str):
            yield container[key]
