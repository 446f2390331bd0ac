"""Writes what administrators read about the settings: `python packaging/settings_documents.py`.

From the one schema come the example file, the reference page and the policy templates of Windows
(ADMX and ADML). A test holds them to it.
"""

import json
import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from environment import ROOT

from agent_desktop.platform.settings import Setting, settings_by_key
from agent_desktop.platform.settings.registry import POLICY_KEY
from agent_desktop.platform.settings.schema import Group, Kind

WIDTH = 100
NAMESPACE = "AgentDesktop.Policies"
SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
REVISION = "1.0"


def example() -> str:
    """Return the example file: every setting as a comment with its built-in value."""
    return "\n".join(_example()) + "\n"


def _example() -> Iterator[str]:
    yield "# Agent Desktop: every setting with its built-in value."
    yield "# Take the # away to set one otherwise. Paths may be relative to the file they stand in."
    for group, settings in _grouped():
        yield f"\n\n# {group.value}"
        for setting in settings:
            yield ""
            yield from _comment(_about(setting))
            yield f"# {setting.key} = {json.dumps(setting.built_in)}"


def reference() -> str:
    """Return the reference page, Markdown."""
    return "\n".join(_reference()) + "\n"


def _reference() -> Iterator[str]:
    yield "# The settings"
    yield ""
    yield "Each setting, what it may be, and what is built in; [the page for"
    yield "administrators](administrators.md) tells where they are set. **A** marks those that only"
    yield "administrators set, in machine settings or by policy; elsewhere they are passed over."
    for group, settings in _grouped():
        yield f"\n## {group.value}\n"
        yield "| Setting | | May be | Built in | |"
        yield "|---|---|---|---|---|"
        for each in settings:
            sign = "**A**" if each.administrators else ""
            built_in = json.dumps(each.built_in)
            yield f"| `{each.key}` | {sign} | {each.allowed} | `{built_in}` | {each.about} |"


def templates() -> tuple[str, str]:
    """Return the ADMX and the English ADML."""
    admx = Element("policyDefinitions", revision=REVISION, schemaVersion="1.0", xmlns=SCHEMA)
    names = SubElement(admx, "policyNamespaces")
    SubElement(names, "target", prefix="agentdesktop", namespace=NAMESPACE)
    SubElement(names, "using", prefix="windows", namespace="Microsoft.Policies.Windows")
    SubElement(admx, "resources", minRequiredRevision=REVISION)
    categories = SubElement(admx, "categories")
    SubElement(categories, "category", name="AgentDesktop", displayName="$(string.AgentDesktop)")
    for group in Group:
        part = SubElement(
            categories, "category", name=group.name, displayName=f"$(string.{group.name})"
        )
        SubElement(part, "parentCategory", ref="AgentDesktop")
    policies = SubElement(admx, "policies")
    adml = Element(
        "policyDefinitionResources", revision=REVISION, schemaVersion="1.0", xmlns=SCHEMA
    )
    SubElement(adml, "displayName").text = "Agent Desktop"
    SubElement(adml, "description").text = "Settings of Agent Desktop"
    resources = SubElement(adml, "resources")
    strings = SubElement(resources, "stringTable")
    presentations = SubElement(resources, "presentationTable")
    _string(strings, "AgentDesktop", "Agent Desktop")
    for group in Group:
        _string(strings, group.name, group.value)
    for setting in settings_by_key().values():
        _policy(policies, setting)
        _words(strings, presentations, setting)
    return _document(admx), _document(adml)


def _policy(policies: Element, setting: Setting) -> None:
    policy = SubElement(
        policies,
        "policy",
        {
            "name": setting.key,
            "class": "Both",
            "displayName": f"$(string.{setting.key})",
            "explainText": f"$(string.{setting.key}_help)",
            "key": POLICY_KEY,
        },
    )
    SubElement(policy, "parentCategory", ref=setting.group.name)
    SubElement(policy, "supportedOn", ref="windows:SUPPORTED_Windows_10_0")
    if setting.kind is Kind.FLAG:
        policy.set("valueName", setting.key)
        for name, value in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(policy, name), "decimal", value=value)
        return
    policy.set("presentation", f"$(presentation.{setting.key})")
    elements = SubElement(policy, "elements")
    common = {"id": setting.key, "valueName": setting.key}
    match setting.kind:
        case Kind.CHOICE:
            choice = SubElement(elements, "enum", common, required="true")
            for word in setting.choices:
                item = SubElement(choice, "item", displayName=f"$(string.{setting.key}_{word})")
                SubElement(SubElement(item, "value"), "string").text = word
        case Kind.DAYS:
            bounds = {"minValue": f"{setting.low:g}", "maxValue": f"{setting.high:g}"}
            SubElement(elements, "decimal", common | bounds, required="true")
        case _:  # seconds too: the registry has no fractions, so they are text
            SubElement(elements, "text", common, required="true")


def _words(strings: Element, presentations: Element, setting: Setting) -> None:
    label = setting.key.replace("_", " ").capitalize()
    _string(strings, setting.key, label)
    _string(strings, f"{setting.key}_help", f"{_about(setting)}\n\n{_bounds(setting)}")
    for word in setting.choices:
        _string(strings, f"{setting.key}_{word}", word)
    if setting.kind is Kind.FLAG:
        return
    shown = SubElement(presentations, "presentation", id=setting.key)
    match setting.kind:
        case Kind.CHOICE:
            at = str(setting.choices.index(setting.built_in))
            SubElement(shown, "dropdownList", refId=setting.key, defaultItem=at).text = label
        case Kind.DAYS:
            default = str(setting.built_in)
            SubElement(
                shown, "decimalTextBox", refId=setting.key, defaultValue=default
            ).text = label
        case _:
            box = SubElement(shown, "textBox", refId=setting.key)
            SubElement(box, "label").text = label
            SubElement(box, "defaultValue").text = str(setting.built_in)


def _bounds(setting: Setting) -> str:
    if setting.kind is Kind.FLAG:
        return f"Built in: {'enabled' if setting.built_in else 'disabled'}."
    return f"May be: {setting.allowed}. Built in: {json.dumps(setting.built_in)}."


def _string(strings: Element, name: str, words: str) -> None:
    SubElement(strings, "string", id=name).text = words


def _document(root: Element) -> str:
    indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return head + tostring(root, encoding="unicode") + "\n"


def _about(setting: Setting) -> str:
    only = " Set by administrators only." if setting.administrators else ""
    return setting.about + only


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ")


def _grouped() -> Iterator[tuple[Group, list[Setting]]]:
    for group, settings in groupby(settings_by_key().values(), key=lambda each: each.group):
        yield group, list(settings)


DOCUMENTS: dict[str, Callable[[], str]] = {
    "resources/settings/default.toml": example,
    "packaging/settings.md": reference,
    "packaging/windows/policy/agent-desktop.admx": lambda: templates()[0],
    "packaging/windows/policy/en-US/agent-desktop.adml": lambda: templates()[1],
}
"""Each document and what makes it."""


def main() -> None:
    """Write every document."""
    for name, make in DOCUMENTS.items():
        file = ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
