"""The installer for Windows: `python3 packaging/run.py msi [--payload FOLDER]`, built by wixl.

The payload is what PyInstaller made on Windows. Without one a stand-in is packed, with which the
installer's own doings are tested; it holds no program.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import release
from environment import ROOT
from problem import Problem, say

SOURCE = ROOT / "packaging" / "windows" / "agent-desktop.wxs"
ICON = ROOT / "packaging" / "windows" / "agent-desktop.ico"
POLICY = ROOT / "packaging" / "windows" / "policy"
BUILD, DIST = ROOT / "build", ROOT / "dist"
WIX = "http://schemas.microsoft.com/wix/2006/wi"

UPGRADE_CODE = "5C1E7E8D-6A43-4B57-9C0E-0D0A1F9B7E11"
"""Names the product for ever: by it an installer finds the version that is there."""
COMPONENTS = uuid.UUID("6f0f3a52-6f2b-4a1c-8f0e-3a8f9b1c2d10")
"""The name space of the components: one place in the file system or registry keeps its id."""
MACHINE_KEY = r"Software\AgentDesktop"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


@dataclass(frozen=True, slots=True)
class Told:
    """A property of the installer, by name, and the value of the registry that it becomes."""

    name: str
    value: str
    words: tuple[str, ...] = ()  # all that it may be, where that is known


PROPERTIES = (
    Told("SERVERURL", "server"),
    Told(
        "STATIONKIND",
        "station_kind",
        ("workstation", "remote-workstation", "remote-number", "none"),
    ),
    Told("CAFILE", "ca_file"),
    Told("STAGEMAP", "stage_map"),
    Told("COMPANION", "companion", ("0", "1")),
    Told("APPEARANCE", "appearance", ("system", "light", "dark", "high-contrast")),
    Told("AUTOSTART", "autostart", ("0", "1")),
    Told("POLICYFILE", "PolicyFile"),
)
"""What a silent installation can be told; an upgrade takes over what it isn't told anew."""

STAND_INS = ("0.9.0", "1.0.0", "1.1.0")
"""The versions of the installers with which installing is tested."""

_BEFORE_LAUNCH_CONDITIONS = 60  # between AppSearch (50) and LaunchConditions (100)


def main(arguments: list[str]) -> int:
    """Build the MSI and the portable zip of a payload, or the MSI of the stand-in."""
    options = _parser().parse_args(arguments)
    if options.stand_ins is not None:
        stand_ins(options.stand_ins)
        return 0
    payload: Path | None = options.payload
    if payload is not None and not (payload / "agent-desktop.exe").is_file():
        raise Problem(f"{payload} holds no agent-desktop.exe: it isn't what was frozen on Windows.")
    version = options.version or release.version()
    name = f"agent-desktop-{version}-x64" if payload else f"agent-desktop-{version}-stand-in"
    target: Path = (options.output or DIST) / f"{name}.msi"
    build(payload or stand_in(BUILD / "stand-in", version), target, version)
    say(f"Built {target}")
    if payload:
        say(f"Built {portable(payload, target.with_suffix('.zip'))}")
    else:
        say("It holds a stand-in for the program: for tests of the installer only.")
    return 0


def build(payload: Path, target: Path, version: str) -> None:
    """Write the MSI of a folder. Raises Problem (1) where a tool fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    source = BUILD / f"{target.stem}.wxs"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(_source(payload), encoding="utf-8")
    defined = {
        "Version": version,
        "ProductCode": product_code(version),
        "UpgradeCode": UPGRADE_CODE,
        "Icon": os.path.relpath(ICON, BUILD),
    }
    variables = [part for name, value in defined.items() for part in ("-D", f"{name}={value}")]
    _run(["wixl", "--arch", "x64", *variables, "--output", str(target), str(source)])
    _run(["msibuild", str(target), "-q", *_amendments()])


def product_code(version: str) -> str:
    """Return by what name Windows knows a version: another for each, the same in each build."""
    return f"{{{str(uuid.uuid5(COMPONENTS, f'product/{version}')).upper()}}}"


def portable(payload: Path, target: Path) -> Path:
    """Pack a payload as a zip that runs from any folder, and return it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(each for each in payload.rglob("*") if each.is_file()):
            packed.write(file, Path("Agent Desktop") / file.relative_to(payload))
    return target


def stand_ins(folder: Path) -> dict[str, Path]:
    """Build installers of three versions that follow each other, for tests; return each's file."""
    made = {}
    for version in STAND_INS:
        payload = stand_in(BUILD / f"stand-in-{version}", version)
        if version == STAND_INS[-1]:  # a version may bring files and drop others
            (payload / "_internal" / "new.dll").write_text("new", encoding="utf-8")
            (payload / "_internal" / "base_library.zip").unlink()
        made[version] = folder / f"{version}.msi"
        build(payload, made[version], version)
    return made


def stand_in(folder: Path, version: str) -> Path:
    """Make a folder in the shape of the frozen program, with the version in every file."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in (
        "agent-desktop.exe",
        "agent-desktop-console.exe",
        "agent-desktop-simulator.exe",
        "_internal/base_library.zip",
        "_internal/resources/icons/mark.svg",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"stand-in for {name} of {version}\n", encoding="utf-8")
    return folder


def _source(payload: Path) -> str:
    """Return the source with the payload's files and the registry values of the properties."""
    ET.register_namespace("", WIX)
    tree = ET.parse(SOURCE)  # noqa: S314  # our own file
    root = tree.getroot()
    folder = _find(root, "Directory", "INSTALLFOLDER")
    feature = _find(root, "Feature", "Program")
    product = _find(root, "Product", "$(var.ProductCode)")
    _add_files(folder, feature, payload)
    _add_files(_folder(folder, "policy", "policy"), feature, POLICY)
    for told in PROPERTIES:
        _add_value(folder, feature, told.name, MACHINE_KEY, told.value, f"[{told.name}]")
        before = ET.SubElement(product, f"{{{WIX}}}Property", Id=f"BEFORE_{told.name}")
        ET.SubElement(
            before,
            f"{{{WIX}}}RegistrySearch",
            {
                "Id": f"Find{told.name}",
                "Root": "HKLM",
                "Key": MACHINE_KEY,
                "Name": told.value,
                "Type": "raw",
                "Win64": "yes",
            },
        )
    command = '"[INSTALLFOLDER]agent-desktop.exe" --autostart'
    _add_value(folder, feature, "Run", RUN_KEY, "AgentDesktop", command)
    return ET.tostring(root, encoding="unicode")


def _add_files(folder: ET.Element, feature: ET.Element, payload: Path) -> None:
    """Give each file a component of its own, so that a repair brings back just what is missing."""
    prefix = folder.get("Id", "")
    for each in sorted(payload.iterdir()):
        place = f"{prefix}/{each.name}"
        if each.is_dir():
            _add_files(_folder(folder, place, each.name), feature, each)
            continue
        component = _component(folder, feature, place)
        ET.SubElement(
            component,
            f"{{{WIX}}}File",
            Id=_id("f", place),
            Name=each.name,
            Source=os.path.relpath(each, BUILD),  # wixl takes nothing but paths beside the source
            KeyPath="yes",
        )


def _folder(parent: ET.Element, place: str, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{WIX}}}Directory", Id=_id("d", place), Name=name)


def _add_value(
    folder: ET.Element, feature: ET.Element, name: str, key: str, value: str, content: str
) -> None:
    component = _component(folder, feature, f"registry/{name}", component_id=f"Set{name}")
    ET.SubElement(
        component,
        f"{{{WIX}}}RegistryValue",
        Root="HKLM",
        Key=key,
        Name=value,
        Type="string",
        Value=content,
        KeyPath="yes",
    )


def _component(
    folder: ET.Element, feature: ET.Element, place: str, *, component_id: str = ""
) -> ET.Element:
    own = component_id or _id("c", place)
    guid = str(uuid.uuid5(COMPONENTS, place)).upper()
    ET.SubElement(feature, f"{{{WIX}}}ComponentRef", Id=own)
    return ET.SubElement(folder, f"{{{WIX}}}Component", Id=own, Guid=guid, Win64="yes")


def _amendments() -> Iterator[str]:
    """Yield what is asked of the finished database: all that wixl can't say."""
    names = ["WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *(told.name for told in PROPERTIES)]
    yield _update("Property", "Property", "SecureCustomProperties", "Value", ";".join(names))
    for sequence, told in enumerate(PROPERTIES, _BEFORE_LAUNCH_CONDITIONS):
        # What isn't told sets nothing, so that what is built in can change in a later version.
        yield _update("Component", "Component", f"Set{told.name}", "Condition", told.name)
        # An upgrade and a repair go on with what the installer was told before.
        action, before = f"Keep{told.name}", f"BEFORE_{told.name}"
        yield _insert(
            "CustomAction", Action=action, Type=51, Source=told.name, Target=f"[{before}]"
        )
        yield _insert(
            "InstallExecuteSequence",
            Action=action,
            Condition=f"NOT {told.name} AND {before}",
            Sequence=sequence,
        )
        if told.words:
            choice = " OR ".join(f'{told.name} = "{word}"' for word in told.words)
            yield _insert(
                "LaunchCondition",
                Condition=f"NOT {told.name} OR {choice}",
                Description=f"{told.name} must be one of: {', '.join(told.words)}.",
            )


def _update(table: str, key: str, of: str, column: str, value: str | int) -> str:
    return f"UPDATE `{table}` SET `{column}` = {_quoted(value)} WHERE `{key}` = {_quoted(of)}"


def _insert(table: str, **row: str | int) -> str:
    columns = ", ".join(f"`{column}`" for column in row)
    values = ", ".join(_quoted(value) for value in row.values())
    return f"INSERT INTO `{table}` ({columns}) VALUES ({values})"


def _quoted(value: str | int) -> str:
    return str(value) if isinstance(value, int) else f"'{value}'"


def _find(root: ET.Element, kind: str, own_id: str) -> ET.Element:
    for each in root.iter(f"{{{WIX}}}{kind}"):
        if each.get("Id") == own_id:
            return each
    raise LookupError(f"{SOURCE} has no {kind} {own_id}")


def _id(kind: str, place: str) -> str:
    """Return a name that a table of the installer takes: letters and digits, the same each time."""
    return kind + hashlib.sha256(place.encode()).hexdigest()[:24]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # wixl ends by a signal where it doesn't know an element.
    if done.returncode != 0:
        raise Problem(f"{command[0]} failed ({done.returncode}):\n{done.stderr.strip()}", 1)


def _parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(prog="run.py msi", description=__doc__)
    add = built.add_argument
    add("--payload", type=Path, metavar="FOLDER", help="the program as frozen on Windows")
    add("--output", type=Path, metavar="FOLDER", help="where to write it; dist/ unless given")
    add("--stand-ins", type=Path, metavar="FOLDER", help="build installers for the tests there")
    add("--version", metavar="V", help="another version than that of pyproject.toml, for tests")
    return built
