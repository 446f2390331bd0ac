import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that drive the program: a long one begun last would hold up the end."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)
