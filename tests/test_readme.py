"""What the README promises to scripts: each automation id is one the window gives."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Scripting the window")[2].partition("\n## ")[0]
TABLE = [line for line in SECTION.splitlines() if line.startswith("| ") and "`" in line]
SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "agent_desktop" / "ui").rglob("*.py")
)


def ids() -> list[str]:
    """The names of the table; `-second` after `first-one` stands for `first-second`."""
    found: list[str] = []
    for line in TABLE:
        for name in re.findall(r"`([^`]+)`", line):
            found.append(f"{found[-1].split('-')[0]}{name}" if name.startswith("-") else name)
    return found


def test_the_table_of_ids_is_there() -> None:
    assert len(ids()) > 100


@pytest.mark.parametrize("name", ids())
def test_each_id_of_the_readme_is_given_by_the_window(name: str) -> None:
    stem = name.partition("<")[0]
    if stem.endswith("-"):  # made with a number, a column or a call
        assert re.search(rf'["\']{re.escape(stem)}\{{', SOURCES), name
    elif "-" in stem:
        assert f'"{stem}"' in SOURCES or f'"{stem.split("-")[0]}-{{' in SOURCES, name
    else:
        built = stem.endswith("Add") and f'"{stem.removesuffix("Add")}"' in SOURCES
        assert built or f'"{stem}"' in SOURCES, name
