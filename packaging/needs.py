"""What the bundle needs of a Linux system: libraries it is linked to but doesn't bring."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from problem import Problem
from system import LIBRARIES

SYSTEM = LIBRARIES | {
    "libbz2.so.1.0": "libbz2-1.0",
    "libcrypt.so.1": "libcrypt1",
    "libcrypto.so.3": "libssl3",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "liblzma.so.5": "liblzma5",
    "libmpdec.so.3": "libmpdec3",
    "libsqlite3.so.0": "libsqlite3-0",
    "libssl.so.3": "libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Soname of each library that a bundle may find on the system, and Debian's package of it: Qt's,
and those of Python and C++. Each is in Debian 12, in Ubuntu 22.04 and in what followed them."""

LIBC = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"}
LOADERS = re.compile(r"ld-linux[\w.-]*")
OPENED_LATER = ("libdbus-1.so.3",)
"""Qt opens the bus's library by name."""

GCC_OF_GLIBCXX = {26: "9", 28: "9.3", 29: "11", 30: "12", 31: "13.1", 32: "13.1", 33: "14"}
"""Version of the C++ library by its newest symbols: the last number of GLIBCXX_3.4."""

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\(GLIBC_([\d.]+)\)|\bGLIBC_([\d.]+)\b")
_GLIBCXX = re.compile(r"\bGLIBCXX_3\.4\.(\d+)\b")


def binaries(folder: Path) -> Iterator[Path]:
    """Yield every program and library in a folder."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(4) == b"\x7fELF":
                    yield file


def sonames(folder: Path) -> set[str]:
    """Return what a bundle is linked to and doesn't have in itself, the C library left out."""
    linked = set(_NEEDED.findall(_objdump("-p", binaries(folder)))) | set(OPENED_LATER)
    own = {file.name for file in folder.rglob("*.so*")}
    return {name for name in linked - own - LIBC if not LOADERS.fullmatch(name)}


def depends(folder: Path) -> list[str]:
    """Return what a Debian package of a bundle depends on.

    Raises Problem (1) for a library that nobody has named a package for.
    """
    needed = sonames(folder)
    unknown = sorted(needed - SYSTEM.keys())
    if unknown:
        raise Problem(
            f"The bundle is linked to {', '.join(unknown)}: "
            "leave out what needs it (packaging/contents.py), or name Debian's package of it "
            "in packaging/needs.py.",
            1,
        )
    symbols = _objdump("-T", binaries(folder))
    libc = max((_number(a or b) for a, b in _GLIBC.findall(symbols)), default=(2, 0))
    cxx = max((int(number) for number in _GLIBCXX.findall(symbols)), default=0)
    if cxx > max(GCC_OF_GLIBCXX):
        raise Problem(f"Name GCC's version for GLIBCXX_3.4.{cxx} in packaging/needs.py.", 1)
    gcc = next(version for number, version in sorted(GCC_OF_GLIBCXX.items()) if number >= cxx)
    packages = {SYSTEM[name] for name in needed} - {"libstdc++6"}
    least = [f"libc6 (>= {'.'.join(map(str, libc))})", f"libstdc++6 (>= {gcc})"]
    return sorted([*packages, *least])


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _objdump(what: str, files: Iterable[Path]) -> str:
    done = subprocess.run(
        ["objdump", what, *map(str, files)], capture_output=True, text=True, check=False
    )
    return done.stdout
