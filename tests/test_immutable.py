"""Immutable values: what a dataclass promises, made with less."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from agent_desktop.immutable import immutable


@immutable
class Point:
    """Two numbers, a name that isn't shown, and what follows from them."""

    x: int
    y: int = 0
    name: str = field(default="", repr=False)
    tags: list[str] = field(default_factory=list, compare=False)
    total: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.x + self.y)


@immutable
class Named(Point):
    """One field more."""

    label: str = "here"


@immutable
class Empty:
    """No field at all."""


def test_it_is_a_dataclass_with_its_fields_in_order() -> None:
    assert [each.name for each in fields(Point)] == ["x", "y", "name", "tags", "total"]
    assert Point(1, y=2).total == 3
    assert asdict(Point(1, 2))["total"] == 3
    assert Named(1, label="there").label == "there"
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]  # that is the test
    match Point(4, 5):
        case Point(x, 5):
            assert x == 4
        case _:
            pytest.fail("it is matched by its fields")


def test_nothing_of_it_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]  # that is the test
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.other = 1  # type: ignore[attr-defined]  # that is the test
    assert not hasattr(point, "__dict__")


def test_values_are_equal_by_what_is_compared_and_of_one_class() -> None:
    assert Point(1, 2, tags=["a"]) == Point(1, 2, tags=["b"])
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1) != Point(2)
    assert Point(1) != Named(1)
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())


def test_another_is_made_from_it_and_each_has_lists_of_its_own() -> None:
    point = Point(1, tags=["a"])
    assert replace(point, y=5).total == 6
    assert Point(1).tags is not Point(1).tags


def test_it_shows_what_may_be_shown() -> None:
    assert repr(Point(1, name="secret")) == "Point(x=1, y=0, tags=[], total=1)"
    assert repr(Empty()) == "Empty()"


def test_it_can_be_copied_and_kept() -> None:
    point = Point(1, 2, "name", ["a"])
    assert copy.deepcopy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301  # our own
