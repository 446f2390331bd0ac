"""Scenario files: the demo, and how a broken one is explained."""

from pathlib import Path

import pytest

from agent_desktop.platform.resources import resources
from agent_desktop.simulator.scenario_file import ScenarioError, load_scenario, parse_scenario

DEMO = resources() / "scenarios" / "demo.toml"

BASE = """\
[[status]]
id = "On"
text = "On"

[[user]]
id = "ada"
password = "canary-password"
name = "Ada"
status = "on"
"""


def test_the_least_scenario_is_a_status_and_a_user() -> None:
    scenario = parse_scenario(BASE)

    assert scenario.features["dialer"] == 7
    assert scenario.server.idle_limit == 0
    assert "canary-password" not in repr(scenario)


def test_the_demo_has_what_it_promises() -> None:
    demo = load_scenario(DEMO)
    users = {user.id: user for user in demo.user}
    stations = {station.id: station for station in demo.station}
    campaigns = {campaign.name: campaign for campaign in demo.campaign}

    assert {user.password for user in demo.user} == {"demo"}
    assert users["ada"].logs_on_to_campaigns
    assert not users["ben"].logs_on_to_campaigns
    assert not users["cleo"].dialer_licence
    assert not stations["7003"].dialer_licence
    assert {name: each.type for name, each in campaigns.items()} == {
        "Spring renewal": "predictive",
        "Winback": "power",
        "Customer survey": "preview",
        "Night reminders": "agentless",
        "Summer leads": "predictive",
        "Office upgrade": "power",
        "Personal care": "preview",
    }
    assert [page.stage for page in campaigns["Spring renewal"].page] == [1, 2, 3, 9]
    spring = campaigns["Spring renewal"].page
    kinds = {control.type for page in spring for control in page.controls}
    assert kinds == {"text", "numeric", "radio", "listbox", "datetime"}
    assert ("#FFFF00", "#FFFFFF") in {(page.foreground, page.background) for page in spring}
    assert campaigns["Winback"].auto_disconnect_on_disposition
    assert campaigns["Customer survey"].allow_skip
    assert str(campaigns["Office upgrade"].custom_script_url).startswith(
        "https://intranet.example/"
    )
    assert [campaign.name for campaign in demo.campaign if campaign.manual] == ["Personal care"]
    assert campaigns["Winback"].page == []
    assert len(campaigns["Customer survey"].page) == 12
    assert campaigns["Summer leads"].status == ["paused"]
    assert (demo.dialing.first_call_after, demo.dialing.wrap_up_for) == (6, 15)
    assert demo.dialing.talk_for == (60, 180)


def test_the_demos_scripts_fit_their_stage_sets() -> None:
    demo = load_scenario(DEMO)
    sets = {stage_set.name: set(stage_set.stages) for stage_set in demo.stage_set}

    for campaign in demo.campaign:
        used = {page.stage for page in campaign.page if page.stage is not None}
        assert used <= sets.get(campaign.stage_set or "", set())


def test_the_demos_dispositions_are_like_a_sites() -> None:
    for campaign in load_scenario(DEMO).campaign:
        offered = {(each.label, each.category, each.code) for each in campaign.dispositions}
        on_pages = {
            (each.label, each.category, each.code)
            for page in campaign.page
            for each in page.dispositions
        }
        assert on_pages <= offered
        assert campaign.type == "agentless" or 8 <= len(offered) <= 12
        categories = {category for _, category, _ in offered}
        assert {"Success", "Failure", "Scheduled", "No contact"} <= categories


def test_the_demos_numbers_are_fictional() -> None:
    for contacts in load_scenario(DEMO).contact_list:
        for contact in contacts.contacts:
            assert " 555 01" in contact[contacts.number_column]
            assert contact[contacts.name_column]
            assert len(contact) >= 10
            assert contact["I3_IDENTITY"].isdecimal()


PAGED = "[[campaign]]\nname = 'x'\nworkgroup = 'w'\n[[campaign.page]]\nname = 'a'\n"


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("[[campaign]]\nname = 'x'\nworkgroup = 'w'\ntype = 'fax'\n", 13, ["fax", "predictive"]),
        ("[[campaign]]\nname = 'x'\nworkgroup = 'w'\nkind = 1\n", 13, ["kind", "dispositions"]),
        ("[[campaign]]\nname = 'x'\n", 10, ["workgroup"]),
        (
            "[[campaign]]\nname = 'x'\nworkgroup = 'w'\nstatus = ['on', 'odd']\n",
            13,
            ["odd", "paused"],
        ),
        (
            f"{PAGED}[[campaign.page]]\nname = 'b'\nstage = '3'\n",
            17,
            ["campaign[0].page[1].stage", "int"],
        ),
        ("[[campaign]]\nname = 'x'\nworkgroup = 'w'\nstage_set = 's'\n", 13, ["'s'", "none"]),
        ("[[campaign]]\nname = 'x'\nworkgroup = 'w'\ncontact_list = 'c'\n", 13, ["'c'"]),
        (
            "[[campaign]]\nname = 'x'\nworkgroup = 'w'\nfollow_up_status = 'f'\n",
            13,
            ["'f'", "On"],
        ),
        ("[dialing]\nambiguous_after = -1\n", 11, [">= 0"]),
        ("[[stage_set]]\nname = 's'\n[stage_set.stages]\none = 'a'\n", 12, ["int"]),
        ("[[stage_set]]\nname = 's'\n[stage_set.stages]\n'-1' = 'a'\n", 12, ["0 or more"]),
        ("[[status]]\nid = 'ON'\ntext = 'again'\n", 11, ["twice"]),
        (
            "[[user]]\nid = 'b'\npassword = 'x'\nname = 'B'\nstatus = 'off'\n",
            14,
            ["'off'", "On"],
        ),
        (
            "[[user]]\nid = 'b'\npassword = 'x'\nname = 'B'\nstatus = 'On'\nstation = '1'\n",
            15,
            ["'1'"],
        ),
        ("[server]\nidle_limit = -1\n", 11, [">= 0.0"]),
        ("[server]\nsecond_address = '10.0.0.1'\n", 11, ["127.0.0.2"]),
        ("[server]\nsecond_address = '127.0.0.1'\n", 11, ["127.0.0.2"]),
        ("[dialing]\ntalk_for = [9, 1]\n", 11, ["smaller first"]),
        ("[features]\ndialer = '7'\n", 10, ["int"]),
        ("[[fault]]\nroute = '*'\nkind = 'flood'\n", 12, ["flood", "half_close"]),
        ("[[fault]]\nroute = '*'\nkind = 'hang'\ncount = 0\n", 13, ["count", ">= 1"]),
    ],
)
def test_a_broken_key_is_named_with_its_line(broken: str, line: int, words: list[str]) -> None:
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(f"{BASE}{broken}", "my.toml")

    sentence = str(raised.value)
    assert sentence.startswith(f"my.toml, line {line}: "), sentence
    for word in words:
        assert word in sentence


def test_a_file_that_is_no_toml_says_where() -> None:
    with pytest.raises(ScenarioError, match=r"my.toml: is not TOML: .*line 2"):
        parse_scenario("[server]\nname = \n", "my.toml")


def test_a_missing_file_and_one_that_is_no_text_are_said(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ScenarioError, match=r"nothing\.toml: cannot be read"):
        load_scenario(tmp_path / "nothing.toml")
    with pytest.raises(ScenarioError, match=r"binary\.toml: is not UTF-8 text"):
        load_scenario(binary)


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 3000])
def test_a_number_or_nesting_beyond_all_measure_is_said(value: str) -> None:
    with pytest.raises(ScenarioError, match=r"my\.toml: is not TOML"):
        parse_scenario(f"[server]\nname = {value}\n", "my.toml")
