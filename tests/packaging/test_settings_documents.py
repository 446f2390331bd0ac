"""What administrators read about the settings says what the schema says."""

import json
import re
import tomllib
from xml.etree import ElementTree as ET

import msgspec
import pytest
from environment import ROOT
from settings_documents import DOCUMENTS, example, reference, templates

from agent_desktop.platform.settings import Settings, settings_by_key
from agent_desktop.platform.settings.registry import POLICY_KEY

NS = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_the_tree_is_what_the_schema_makes(name: str) -> None:
    made = DOCUMENTS[name]()
    assert (ROOT / name).read_text(encoding="utf-8") == made, (
        "run: python packaging/settings_documents.py"
    )


def test_the_example_sets_nothing_until_a_comment_sign_is_taken_away() -> None:
    assert tomllib.loads(example()) == {}


def test_the_example_names_every_setting_with_its_built_in_value() -> None:
    set_all = re.sub(r"^# (\w+ = )", r"\1", example(), flags=re.MULTILINE)
    assert tomllib.loads(set_all) == msgspec.to_builtins(Settings())


def test_the_reference_has_a_line_for_every_setting() -> None:
    page = reference()
    for key, setting in settings_by_key().items():
        (line,) = re.findall(rf"^\| `{key}` \|.*$", page, re.MULTILINE)
        assert ("**A**" in line) is setting.administrators
        assert f"`{json.dumps(setting.built_in)}`" in line
        assert setting.allowed in line


def test_every_setting_is_a_policy_that_writes_the_value_the_program_reads() -> None:
    admx = ET.fromstring(templates()[0])  # noqa: S314  # our own text
    policies = {each.get("name"): each for each in admx.findall(".//p:policy", NS)}
    assert list(policies) == list(settings_by_key())
    for key, policy in policies.items():
        assert policy.get("key") == POLICY_KEY
        named = [each.get("valueName") for each in policy.iter() if each.get("valueName")]
        assert named == [key]


def test_a_choice_offers_the_words_of_the_schema() -> None:
    admx = ET.fromstring(templates()[0])  # noqa: S314
    words = [each.text for each in admx.findall(".//p:policy[@name='appearance']//p:string", NS)]
    assert tuple(words) == settings_by_key()["appearance"].choices


def test_everything_the_template_refers_to_is_there() -> None:
    text, words = templates()
    adml = ET.fromstring(words)  # noqa: S314
    strings = {each.get("id") for each in adml.findall(".//p:string", NS)}
    presentations = {each.get("id") for each in adml.findall(".//p:presentation", NS)}
    assert set(re.findall(r"\$\(string\.([\w-]+)\)", text)) == strings
    assert set(re.findall(r"\$\(presentation\.([\w-]+)\)", text)) == presentations
    admx = ET.fromstring(text)  # noqa: S314
    elements = {each.get("id") for each in admx.findall(".//p:elements/*", NS)}
    refs = {each.get("refId") for each in adml.iter() if each.get("refId")}
    assert elements == refs == presentations
    categories = {each.get("name") for each in admx.findall("p:categories/p:category", NS)}
    assert {each.get("ref") for each in admx.findall(".//p:parentCategory", NS)} <= categories


def test_names_are_such_as_the_editor_of_policies_takes() -> None:
    adml = ET.fromstring(templates()[1])  # noqa: S314
    for each in adml.findall(".//p:string", NS):
        assert re.fullmatch(r"[\w-]+", each.get("id") or "")
        assert (each.text or "").strip()
