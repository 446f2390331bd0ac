"""The threat model names tests that exist, and stays one page."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "packaging" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def functions_of(file: Path) -> set[str]:
    """The names of the test functions of a file, those of its classes included."""
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {n.name for n in tree if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_each_test_that_the_threat_model_names_exists() -> None:
    assert len(NAMED) > 20
    assert [(f, name) for f, name in NAMED if name not in functions_of(ROOT / f)] == []


def test_each_line_of_its_table_names_one() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("|")][2:]
    assert [
        line for line in lines if not re.search(r"`tests/[\w/]+\.py::test_\w+` *\|$", line)
    ] == []


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) < 60
