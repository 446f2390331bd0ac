"""Builds the Debian package of a bundle: `dist/agent-desktop_<version>_amd64.deb`.

`python3 packaging/run.py deb` freezes the program and calls it in the environment.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import debian_papers as papers
import icons
import licences
import manual
import needs
import release
from environment import ROOT
from problem import Problem, say

TREE = ROOT / "build" / "deb"
LIMIT_MB = 45
LIBRARY = Path("usr/lib/agent-desktop")
DOCUMENTS = Path("usr/share/doc/agent-desktop")
ICONS = Path("usr/share/icons/hicolor")
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256)
CONFFILES = ("/etc/xdg/autostart/agent-desktop.desktop",)


def target(version: str) -> Path:
    """Return where the package of a version lies."""
    return bundle.DIST / f"{release.NAME}_{version}_amd64.deb"


def build(frozen: Path, version: str | None = None, output: Path | None = None) -> Path:
    """Build the package of a bundle and return it. Raises Problem (1) when that fails.

    Another `version` is for tests of upgrades: it is what the package calls itself. A package for
    tests is packed in a third of the time, and larger.
    """
    named = version or release.version()
    written = output or target(named)
    shutil.rmtree(TREE, ignore_errors=True)
    lay_out(frozen, TREE, named)
    written.parent.mkdir(parents=True, exist_ok=True)
    level = "-z1" if output else "-z6"
    done = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", level, "--build", str(TREE), str(written)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(release.epoch())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"The package could not be built. dpkg-deb said:\n{done.stderr}", 1)
    return written


def lay_out(frozen: Path, tree: Path, version: str) -> None:
    """Put everything where it is installed, and what tells of it into DEBIAN."""
    shutil.copytree(frozen, tree / LIBRARY, symlinks=True)
    documents = tree / DOCUMENTS
    documents.mkdir(parents=True)
    shutil.move(tree / LIBRARY / "licences", documents / "licences")
    (documents / "licences" / "LICENSE").unlink()  # stands in the copyright file
    links(tree)
    desktop(tree)
    tell(tree, version)
    (tree / "etc/agent-desktop/policy.d").mkdir(parents=True)
    modes(tree)
    head = tree / "DEBIAN"
    head.mkdir()
    kilobytes = round(sum(_size(file) for file in tree.rglob("*")) / 1024)
    control = papers.control(version, needs.depends(tree / LIBRARY), kilobytes)
    (head / "control").write_text(control, encoding="utf-8")
    (head / "conffiles").write_text("\n".join(CONFFILES) + "\n", encoding="utf-8")
    (head / "md5sums").write_text(md5sums(tree), encoding="utf-8")
    for file in head.iterdir():
        file.chmod(0o644)
    shutil.copyfile(papers.SOURCES / "postrm", head / "postrm")
    (head / "postrm").chmod(0o755)
    head.chmod(0o755)


def links(tree: Path) -> None:
    """Put the programs on the search path."""
    (tree / "usr/bin").mkdir(parents=True)
    for program in ("agent-desktop", "agent-desktop-simulator"):
        (tree / "usr/bin" / program).symlink_to(f"../lib/agent-desktop/{program}")


def desktop(tree: Path) -> None:
    """Write the desktop entry, the start with the session, the icons and the AppStream data."""
    _copy(papers.SOURCES / "agent-desktop.desktop", tree / "usr/share/applications")
    autostart = tree / "etc/xdg/autostart/agent-desktop.desktop"
    autostart.parent.mkdir(parents=True)
    shutil.copyfile(papers.SOURCES / "autostart.desktop", autostart)
    scalable = tree / ICONS / "scalable/apps/agent-desktop.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(icons.MARK, scalable)
    for side in PNG_SIZES:
        picture = tree / ICONS / f"{side}x{side}" / "apps" / "agent-desktop.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(icons.png(side))
    _write(tree / "usr/share/metainfo" / papers.METAINFO, papers.metainfo())


def tell(tree: Path, version: str) -> None:
    """Write manual pages, changes, copyright and examples."""
    for name, text in manual.pages().items():
        _packed(tree / "usr/share/man/man1" / f"{name}.gz", text)
    documents = tree / DOCUMENTS
    _packed(documents / "changelog.gz", papers.changelog(version))
    sources = json.loads((bundle.WORK / "sources.json").read_text(encoding="utf-8"))
    _write(documents / "copyright", papers.copyright_file(licences.works(sources)))
    for page in ("packaging/administrators.md", "packaging/settings.md", "CHANGELOG.md"):
        _copy(ROOT / page, documents)
    for example in papers.examples():
        _copy(example, documents / "examples")
    _write(tree / "usr/share/lintian/overrides" / release.NAME, papers.overrides())


def modes(tree: Path) -> None:
    """Let everybody read everything and run the two programs, whatever the builder's umask."""
    for file in tree.rglob("*"):
        if not file.is_symlink():
            program = file.parent == tree / LIBRARY and file.name in bundle.PROGRAMS
            file.chmod(0o755 if file.is_dir() or program else 0o644)
    tree.chmod(0o755)


def md5sums(tree: Path) -> str:
    """Return the sums by which `dpkg --verify` finds what was changed; none of what may be."""
    files = sorted(
        file
        for file in tree.rglob("*")
        if file.is_file()
        and not file.is_symlink()
        and file.relative_to(tree).parts[0] not in ("DEBIAN", "etc")
    )
    return "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {file.relative_to(tree)}\n"
        for file in files
    )


def _size(file: Path) -> int:
    """Return what a file is reckoned to take: whole kilobytes, one for whatever has no content."""
    plain = file.is_file() and not file.is_symlink()
    return max(1024, -(-file.stat().st_size // 1024) * 1024) if plain else 1024


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / file.name)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _packed(file: Path, text: str) -> None:
    """Write a file that is packed the same each time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main(arguments: list[str]) -> None:
    """Freeze the program and build its package; with `--quick` one for tests, larger but soon."""
    quick = target(release.version()) if "--quick" in arguments else None
    written = build(bundle.build(), output=quick)
    size = written.stat().st_size / 2**20
    say(f"{written.relative_to(ROOT)}: {size:.1f} MB, at most {LIMIT_MB}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.code)
