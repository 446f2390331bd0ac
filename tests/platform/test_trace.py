"""The places of an error, and nothing of what it was about."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from agent_desktop.platform.settings import Layer, SettingsBroken
from agent_desktop.platform.settings.files import read
from agent_desktop.platform.trace import Trace, place

CANARY = "canary-5550199"


def trace_of(fails: Callable[[], object]) -> str:
    try:
        fails()
    except BaseException as error:  # noqa: BLE001  # of any kind
        return Trace(error).text
    raise AssertionError("it did not fail")


def fail() -> None:
    name = CANARY
    raise KeyError(name)


def test_type_file_line_and_function_are_told() -> None:
    lines = trace_of(fail).splitlines()
    assert lines[0] == "KeyError"
    assert re.fullmatch(r"  tests/platform/test_trace\.py:\d+ in trace_of", lines[1])
    assert re.fullmatch(r"  tests/platform/test_trace\.py:\d+ in fail", lines[2])


def test_no_text_and_no_value_is_told_of_any_error_in_the_chain() -> None:
    def chained() -> None:
        try:
            try:
                fail()
            except KeyError as error:
                raise ValueError(CANARY) from error
        except ValueError:
            raise ExceptionGroup(CANARY, [TypeError(CANARY), OSError(CANARY)])  # noqa: B904

    text = trace_of(chained)
    assert CANARY not in text
    heads = [line for line in text.splitlines() if not line.startswith("  ")]
    assert heads == [
        "ExceptionGroup",
        "one of them: TypeError",
        "one of them: OSError",
        "while handling ValueError",
        "caused by KeyError",
    ]


def test_files_are_named_as_they_lie_in_their_package(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("server =", encoding="utf-8")
    text = trace_of(lambda: read(file, Layer.USER))
    assert text.startswith(SettingsBroken.__name__)
    assert re.search(
        r"^  agent_desktop/platform/settings/files\.py:\d+ in read$", text, re.MULTILINE
    )
    assert re.search(r"^  tomllib/_parser\.py:\d+ in loads$", text, re.MULTILINE)
    assert str(tmp_path) not in text
    assert sys.prefix not in text


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (pytest.__file__, "pytest/__init__.py"),
        ("/home/maria.petrou/work/tool.py", "tool.py"),
        ("<string>", "<string>"),
        (f"<{CANARY} of Petrou>", "?"),
    ],
)
def test_no_folder_of_the_user_is_named(file: str, shown: str) -> None:
    assert place(file) == shown


def test_a_stack_without_end_is_cut_in_the_middle() -> None:
    def again() -> None:
        again()

    lines = trace_of(again).splitlines()
    assert len(lines) < 60
    assert any(re.fullmatch(r"  … \d+ more", line) for line in lines)


def test_a_chain_that_is_a_ring_ends() -> None:
    first, second = KeyError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert Trace(first).text.splitlines() == ["KeyError", "caused by ValueError"]


def test_made_up_names_of_code_are_not_shown() -> None:
    module = ModuleType("made")
    code = compile("def f():\n  raise made_up\n", f"<{CANARY} Petrou>", "exec")
    exec(code, vars(module))  # noqa: S102  # a template engine does the same
    vars(module)["made_up"] = type(f"{CANARY} Petrou", (Exception,), {})
    assert CANARY not in trace_of(vars(module)["f"])
