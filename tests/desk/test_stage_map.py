"""The administrator's stage map: what it says, and how each fault is named with its line."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent_desktop.desk.stage_map import HIGHEST_STAGE, LONGEST_NAME, StageMap, StageMapError

MAP = """\
[sets.Renewals]
1 = "Identify"
2 = "Offer"
9 = "Wrap-up"

[sets."Short, too"]
0 = "[Call Connected]"
1 = " Hello "

[campaigns]
"Spring renewal" = "Renewals"
"3F2504E0-4F89-11D3-9A0C-0305E82C3301" = "Short, too"
"""


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(StageMapError) as caught:
        StageMap.parse(text)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


def test_a_campaign_is_found_by_its_name() -> None:
    stages = StageMap.parse(MAP).stages("some-id", "Spring renewal")
    assert stages == {1: "Identify", 2: "Offer", 9: "Wrap-up"}


def test_a_campaign_is_found_by_its_id_whatever_its_case() -> None:
    stages = StageMap.parse(MAP).stages("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "no such name")
    assert stages == {0: "[Call Connected]", 1: "Hello"}


def test_the_id_wins_over_the_name() -> None:
    stages = StageMap.parse(MAP).stages("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Spring renewal")
    assert stages is not None
    assert stages[1] == "Hello"


def test_a_name_is_found_whatever_its_case_and_the_blanks_around_it() -> None:
    assert StageMap.parse(MAP).stages("x", "  SPRING Renewal ") is not None


def test_the_map_is_silent_about_other_campaigns() -> None:
    assert StageMap.parse(MAP).stages("x", "Winback") is None


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[sets]\n[campaigns]\n"])
def test_an_empty_map_is_a_map(text: str) -> None:
    assert StageMap.parse(text) == StageMap()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[sets.A]\n1 = \n", "line 2: Invalid value"),
        ("[sets.A]\n1 = 'a'\n1 = 'b'\n", "line 3: Cannot overwrite a value"),
        ("[sets.A", "end of file: Expected ']' at the end of a table declaration"),
        ("sets = 3\n", 'line 1: "sets" must be a table: [sets.NAME]'),
        ("[sets]\n\nA = 'x'\n", 'line 3: the set "A" must be a table: [sets.A]'),
        (
            "[sets.A]\n1 = 'a'\nx = 'b'\n",
            f'line 3: "x" is no stage number; allowed are 0 to {HIGHEST_STAGE}',
        ),
        ("[sets.A]\n-1 = 'a'\n", f'line 2: "-1" is no stage number; allowed are 0 to {2**31 - 1}'),
        (
            "[sets.A]\n2147483648 = 'a'\n",
            f'line 2: "2147483648" is no stage number; allowed are 0 to {HIGHEST_STAGE}',
        ),
        ("[sets.A]\n1 = 7\n", "line 2: stage 1 needs a name in quotes"),
        ("[sets.A]\n1 = '  '\n", "line 2: stage 1 needs a name in quotes"),
        (
            f"[sets.A]\n1 = '{'n' * (LONGEST_NAME + 1)}'\n",
            "line 2: the name of stage 1 is longer than 80 characters",
        ),
        (
            "[sets.A]\n1 = 'a'\n0 = 'Start'\n",
            'line 3: stage 0 is always "[Call Connected]" and can\'t be renamed',
        ),
        ("[sets.A]\n1 = 'a'\n01 = 'b'\n", 'line 3: stage 1 is there twice, as "1" and "01"'),
        ("campaigns = []\n", 'line 1: "campaigns" must be a table: [campaigns]'),
        ("[[campaigns]]\na = 'b'\n", 'line 1: "campaigns" must be a table: [campaigns]'),
        (
            "[campaigns]\n'Spring' = 1\n",
            (
                'line 2: the campaign "Spring" needs the name of a set in quotes, '
                'or { set = "...", name = "..." }'
            ),
        ),
        (
            "[sets.A]\n1 = 'a'\n[sets.B]\n[campaigns]\n'Spring' = 'C'\n",
            'line 5: "Spring" refers to a set "C" that isn\'t there; sets: "A", "B"',
        ),
        (
            "[campaigns]\nSpring = 'C'\n",
            'line 2: "Spring" refers to a set "C" that isn\'t there; sets: none',
        ),
        ("\nset = 3\n", 'line 2: "set" is unknown here; allowed are "sets" and "campaigns"'),
        ("[other.table]\n", 'line 1: "other" is unknown here; allowed are "sets" and "campaigns"'),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, fault: str) -> None:
    assert faults(text) == (fault,)


def test_all_faults_are_named_at_once_in_the_order_of_their_lines() -> None:
    text = "oops = 1\n[sets.A]\nx = 'a'\n1 = 2\n[campaigns]\nSpring = 'B'\n"
    assert [fault.partition(":")[0] for fault in faults(text)] == [
        "line 1",
        "line 3",
        "line 4",
        "line 6",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[sets]\nA.x = 'a'\n",
        "[ sets . A ]\nx = 'a'\n",
        "[sets.\"A\"]\n'x' = 'a'\n",
        "[sets]\nA = { x = 'a' }\n",
        "[sets.A]\r\nx = 'a'\r\n",
        "[sets.A] # one\u2028line\nx = 'a'\n",
        "[sets.A]\n\"\\u0078\" = 'a'\n",
    ],
)
def test_a_line_is_found_however_the_key_is_written(text: str) -> None:
    (fault,) = faults(text)
    assert fault.startswith('line 2: "x" is no stage number')


def test_a_key_inside_a_longer_text_is_no_key() -> None:
    stages = StageMap.parse("[sets.A]\n1 = '''\n\"\\q\" = 1'''\n[campaigns]\nS = 'A'").stages(
        "S", ""
    )
    assert stages == {1: '"\\q" = 1'}


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "9" * 5_000])
def test_what_overtaxes_the_reader_is_a_fault_like_any_other(text: str) -> None:
    (fault,) = faults(text)
    assert "can't be read" in fault


LINES = st.sampled_from(
    [
        "[sets.A]",
        "[sets]",
        "[[sets.A]]",
        "[campaigns]",
        '1 = "a"',
        "1 = 2",
        'x = "a"',
        'A = "A"',
        '"\\q" = "A"',
        "'''",
        '"""',
        "]",
        "0 = '[Call Connected]'",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(LINES, max_size=8).map("\n".join)))
@example("\x00")
@example("a = 2021-02-30")
def test_no_text_ever_ends_in_anything_but_a_map_or_named_faults(text: str) -> None:
    for fault in found_in(text):
        where, _, what = fault.partition(": ")
        assert what
        if where.startswith("line"):
            assert 1 <= int(where.removeprefix("line ")) <= text.count("\n") + 1


def found_in(text: str) -> tuple[str, ...]:
    try:
        StageMap.parse(text)
    except StageMapError as error:
        return error.faults
    return ()


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        NAMES, st.dictionaries(st.integers(1, HIGHEST_STAGE), NAMES, max_size=4), max_size=3
    ),
    st.data(),
)
def test_what_a_good_map_says_is_what_is_read(
    sets: dict[str, dict[int, str]], data: st.DataObject
) -> None:
    campaigns = st.dictionaries(NAMES, st.sampled_from(sorted(sets)), max_size=3)
    chosen = data.draw(campaigns) if sets else {}
    text = ""
    for name, stages in sets.items():
        text += f"[sets.{quoted(name)}]\n"
        text += "".join(f"{number} = {quoted(stage)}\n" for number, stage in stages.items())
    text += "[campaigns]\n"
    text += "".join(f"{quoted(campaign)} = {quoted(name)}\n" for campaign, name in chosen.items())
    read = StageMap.parse(text)
    expected = {campaign.strip().casefold(): name for campaign, name in chosen.items()}
    for campaign, name in expected.items():
        wanted = {number: stage.strip() for number, stage in sets[name].items()}
        assert read.stages("", campaign) == wanted


def quoted(text: str) -> str:
    """TOML's basic strings take JSON's escapes."""
    return json.dumps(text, ensure_ascii=True) if text.isascii() else '"' + _escaped(text) + '"'


def _escaped(text: str) -> str:
    return "".join(f"\\U{ord(each):08X}" for each in text)
