"""Fixtures of the end-to-end tests; tests/e2e/harness tells how to use them."""

import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.harness import Desktop, Program, Start
from tests.e2e.ic_server import IcServer

HERE = Path(__file__).parent
PROGRAMS = pytest.StashKey[list[Program]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these tests out where there is no accessibility bus to drive the program through."""
    if sys.platform != "linux":
        for item in items:
            if item.path.is_relative_to(HERE):
                item.add_marker(pytest.mark.skip(reason="AT-SPI and Xvfb are found on Linux only"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add what the programs show and have printed to the report of a failed test."""
    report = yield
    if report.when == "call" and report.failed:
        for program in item.stash.get(PROGRAMS, []):
            report.sections.append((f"{program}", program.report()))
    return report


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """A display with a window manager, a session bus and an accessibility bus of our own."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def start(desktop: Desktop, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start Python programs on the desktop; all are ended after the test."""
    with ExitStack() as stack:
        programs = request.node.stash.setdefault(PROGRAMS, [])

        def start_program(*arguments: str, env: dict[str, str] | None = None) -> Program:
            program = Program(desktop, tmp_path / "home", arguments, env or {})
            stack.callback(program.end)
            programs.append(program)
            return program

        yield start_program


@pytest.fixture
def server() -> Iterator[IcServer]:
    """An IC server of the test's own, where calls come only when asked for."""
    server = IcServer()
    try:
        server.order("POST", "dialing", on=False)
        yield server
    finally:
        server.stop()
