"""A bundle that runs on while another is put into its place."""

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.platform import frozen
from agent_desktop.platform.resources import PACKAGE

AT_ONCE = {"__main__.py", "app", "commands", "tour", "simulator"}
"""Imports its late modules as soon as it is started, or is a program that ends soon."""
OF_OTHER_SYSTEMS = {"msvcrt", "fcntl", "winreg"}
"""Built into the interpreter, or there from the start."""


def late_imports(source: str) -> Iterator[str]:
    """Yield what is imported inside a function."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from (name.name for name in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module


def test_whatever_a_shift_imports_late_is_named() -> None:
    late = {
        name
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).parts[0] not in AT_ONCE
        for name in late_imports(file.read_text(encoding="utf-8"))
    }
    named = {each for platform in frozen.LATER_ON for each in frozen.later(platform)}
    assert "keyring.errors" in late  # the look-out sees something
    assert late - OF_OTHER_SYSTEMS - set(sys.stdlib_module_names) <= named


def test_what_is_named_is_there() -> None:
    frozen.load(frozen.later())
    for name in frozen.later():
        assert importlib.import_module(name).__name__ == name


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done to the environment ends with the test."""
    monkeypatch.setattr(os, "environ", os.environ.copy())


def test_libraries_of_the_bundle_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    frozen.forget_loader()
    assert "LD_LIBRARY_PATH" not in os.environ
    # The next version, started in this one's place, has files of its own.
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"


def test_what_the_user_had_set_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal:/own")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    frozen.forget_loader()
    assert os.environ["LD_LIBRARY_PATH"] == "/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_from_source_the_user_s_own_setting_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/own")
    frozen.forget_loader()
    assert os.environ["LD_LIBRARY_PATH"] == "/own"


def test_nothing_of_it_is_loaded_at_the_start() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import agent_desktop.app.program, sys; print(*sorted(sys.modules), sep='\\n')",
        ],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {name for name in loaded if name.startswith(("keyring", "secretstorage"))}
