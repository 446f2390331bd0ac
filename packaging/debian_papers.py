"""What a Debian package tells of itself: control file, copyright, changelog, AppStream data."""

import os
import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

import licences
import release
from environment import ROOT

SOURCES = ROOT / "packaging" / "debian"
METAINFO = "io.github.agent_desktop.AgentDesktop.metainfo.xml"
RECOMMENDS = (
    "ca-certificates",
    "default-dbus-session-bus | dbus-session-bus",
    "gnome-keyring | kwalletmanager | keepassxc",  # keep a password, if the agent asks for it
    "xdg-utils",
)
LONG = (
    (
        "An agent logs on to the IC server, takes calls, follows the script, moves each call from "
        "stage to stage with one press, and files its outcome. The window always says what the "
        "server knows: sending, confirmed, refused or not confirmed."
    ),
    "The package brings its own Python and Qt, and an IC server simulator for training.",
)
COMMON = {
    "Apache-2.0": "Apache-2.0",
    "LGPL": "LGPL-3",
    "GPL": "GPL-3",
    "MPL-2.0": "MPL-2.0",
}
"""Licences that every Debian has, by what their name holds."""
_OWNED = re.compile(r"\s*copyright\s.*\d{4}", re.IGNORECASE)
_BLANK = re.compile(r"\[name of|<copyright|Free Software Foundation", re.IGNORECASE)
"""What a licence's form has where a name belongs, and the owners of the form."""


def maintainer() -> str:
    """Return who answers for the package: whoever builds it says so as Debian's tools want it."""
    name = os.environ.get("DEBFULLNAME", "Agent Desktop developers")
    return f"{name} <{os.environ.get('DEBEMAIL', 'agent-desktop@localhost')}>"


def control(version: str, depends: Iterable[str], kilobytes: int) -> str:
    """Return the control file."""
    fields = {
        "Package": release.NAME,
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": maintainer(),
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDS),
        "Section": "comm",
        "Priority": "optional",
        "Description": release.ABOUT[0].lower() + release.ABOUT[1:],
    }
    paragraphs = "\n .\n".join(_filled(each, " ", " ") for each in LONG)
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + paragraphs + "\n"


def changelog(version: str) -> str:
    """Return what changed with this version in Debian's form; CHANGELOG.md has the rest."""
    when = format_datetime(datetime.fromtimestamp(release.epoch(), UTC))
    lines = [f"{release.NAME} ({version}) stable; urgency=medium", ""]
    lines += [_filled(item, "  * ", "    ") for item in _items(release.changes()[0][1])]
    lines += ["", f" -- {maintainer()}  {when}", ""]
    return "\n".join(lines)


def _items(words: str) -> list[str]:
    """Return the items of a list in Markdown, or what stands there instead of one."""
    parts = re.split(r"^- ", words, flags=re.MULTILINE)
    found = [" ".join(part.replace("`", "").replace("*", "").split()) for part in parts]
    return [part for part in found if part]


def metainfo() -> str:
    """Return the AppStream data with the releases."""
    day = datetime.fromtimestamp(release.epoch(), UTC).date().isoformat()
    first = [f'    <release version="{escape(release.version())}" date="{day}"/>']
    text = (SOURCES / "metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@RELEASES@", "\n".join(first))


def copyright_file(works: Sequence[licences.Work]) -> str:
    """Return whose work is in the package, in the form of DEP-5."""
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    owner = next(line for line in ours.splitlines() if line.startswith("Copyright"))
    out = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: Agent Desktop",
        "Comment: Whose work is where, and how to use another Qt, is told in",
        " /usr/share/doc/agent-desktop/licences/README.md",
        "",
        "Files: *",
        f"Copyright: {_owner(owner)}",
        "License: MIT",
        *_indented(ours.partition(owner)[2].strip()),
    ]
    for work in works:
        name = f"{work.folder}-licence"
        owners = _owners(work) or [f"the authors of {work.name}"]
        out += ["", f"Files: usr/lib/agent-desktop/_internal/{work.name}/*"]
        out += [f"Copyright: {owners[0]}", *(f" {each}" for each in owners[1:])]
        out += [f"License: {name}", *_indented(_told(work))]
    return "\n".join(out) + "\n"


def _told(work: licences.Work) -> str:
    folder = f"/usr/share/doc/agent-desktop/licences/{work.folder}"
    common = next((file for sign, file in COMMON.items() if sign in work.licence), "")
    words = f"{work.licence}. The text is in {folder}."
    if common:
        words += f" On Debian systems it is in /usr/share/common-licenses/{common}, too."
    return _filled(words, "", "")


def _owners(work: licences.Work) -> list[str]:
    """Return the lines of a licence that say whose it is."""
    found: dict[str, None] = {}
    for text in work.texts:
        if text.parent != licences.TEXTS or text.name == "Python.txt":
            for line in text.read_text(encoding="utf-8", errors="replace").splitlines():
                if _OWNED.match(line) and not _BLANK.search(line):
                    found[_owner(line)] = None
    if work.name.lower().startswith(("pyside", "shiboken")):
        found["The Qt Company Ltd. and others"] = None
    return list(found)


def _owner(line: str) -> str:
    return re.sub(r"^\s*copyright\s*(\(c\)|©)?\s*", "", line, flags=re.IGNORECASE).strip()


def _indented(text: str) -> list[str]:
    return [f" {line.rstrip() or '.'}" for line in text.splitlines()]


def _filled(text: str, first: str, rest: str) -> str:
    """Return text in lines; neither a path nor a name is broken."""
    return textwrap.fill(
        text,
        76,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def overrides() -> str:
    """Return the package's lintian overrides; the comments in the file say why."""
    return (SOURCES / "lintian-overrides").read_text(encoding="utf-8")


def examples() -> list[Path]:
    """Return the files that show how settings, policy and a stage map are written."""
    return [
        ROOT / "resources" / "settings" / "default.toml",
        ROOT / "resources" / "scenarios" / "demo-stages.toml",
        ROOT / "resources" / "scenarios" / "demo.toml",
    ]
