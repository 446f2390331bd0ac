"""Immutable values: dataclasses that are made fast.

`dataclass(frozen=True, slots=True)` writes and compiles six functions for each class, in 0.5 ms;
with some 130 classes that was a tenth of the start. Here `__init__` alone is compiled and the rest
is shared. What is made is a dataclass: `fields`, `replace` and `asdict` know it.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def immutable(cls: type[T]) -> type[T]:
    """Make a class of annotated fields immutable, as `dataclass(frozen=True, slots=True)` would."""
    own = frozenset(vars(cls))
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    there = fields(made)
    content = _content(tuple(each.name for each in there if each.compare))
    methods = {
        "__init__": _init(made, there),
        "__repr__": _repr,
        "__eq__": _eq(content),
        "__hash__": lambda self: hash(content(self)),
        "__setattr__": _refuse_to_assign,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,
        "__setstate__": _take_state,
    }
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    done: type[T] = made
    return done


def _init(made: Any, there: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Write and compile what puts the arguments into the slots."""
    known: dict[str, Any] = {"_missing": MISSING}
    before: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for each in there:
        name = each.name
        given = name
        known[f"_set_{name}"] = getattr(made, name).__set__
        parameter = name
        if each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            parameter, given = f"{name}=_default_{name}", name if each.init else f"_default_{name}"
        elif each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            parameter = f"{name}=_missing"
            fresh = f"_make_{name}()"
            given = f"{fresh} if {name} is _missing else {name}" if each.init else fresh
        elif not each.init:
            continue  # __post_init__ sets it
        if each.init:
            (named if each.kw_only else before).append(parameter)
        body.append(f" _set_{name}(self, {given})")
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    parameters = ", ".join(("self", *before, *(("*", *named) if named else ())))
    text = "\n".join((f"def __init__({parameters}):", *(body or [" pass"])))
    exec(text, known)  # noqa: S102  # made of the names of fields, as dataclasses does it
    init: Callable[..., None] = known["__init__"]
    return init


def _content(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return what gives the fields that are compared."""
    return attrgetter(*names) if names else lambda _self: ()


def _eq(content: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807  # it becomes one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(content(self) == content(other))

    return __eq__


def _repr(self: Any) -> str:
    names = (each.name for each in fields(self) if each.repr)
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({shown})"


def _refuse_to_assign(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _take_state(self: object, state: list[Any]) -> None:
    for each, content in zip(fields(self), state, strict=True):  # type: ignore[arg-type]  # it is one
        object.__setattr__(self, each.name, content)
