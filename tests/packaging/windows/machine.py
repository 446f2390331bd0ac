"""A computer with Windows: this one, or wine in a folder of its own."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

WINE = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")
FAILED = 1603
WITHIN = 300  # seconds for a step; the first one of wine makes its folder


@dataclass(frozen=True, slots=True)
class Machine:
    """Where installers run. `prefix` is wine's folder, None on Windows itself."""

    prefix: Path | None
    env: dict[str, str] = field(default_factory=dict)

    def msiexec(self, *arguments: str | Path) -> int:
        """Run an installer in silence and return its exit code; it may ask nothing."""
        words = [self._path(each) if isinstance(each, Path) else each for each in arguments]
        return self._run("msiexec", *words, "/qn").returncode

    @property
    def failed(self) -> int:
        """The exit code of an installation that was refused; of wine only a byte of it comes."""
        return FAILED if self.prefix is None else FAILED & 0xFF

    def registry(self, key: str) -> dict[str, str]:
        """Return the text values of a key of HKLM, without those of keys below."""
        found = self._run("reg", "query", f"HKLM\\{key}")
        return dict(re.findall(r"^    (\S+)    REG_SZ    (.*?)\r?$", found.stdout, re.MULTILINE))

    def has_key(self, key: str) -> bool:
        """Whether there is such a key of HKLM."""
        return self._run("reg", "query", f"HKLM\\{key}").returncode == 0

    def programs(self) -> Path:
        """Return the folder of 64-bit programs."""
        return self._drive() / "Program Files"

    def in_start_menu(self, name: str) -> bool:
        """Whether a program is in everybody's start menu; wine knows only the user's own."""
        menus = [self._drive() / "ProgramData/Microsoft/Windows/Start Menu"]
        if self.prefix is not None:
            menus += self.prefix.glob(
                "drive_c/users/*/AppData/Roaming/Microsoft/Windows/Start Menu"
            )
        return any((menu / "Programs" / f"{name}.lnk").is_file() for menu in menus)

    def close(self) -> None:
        """Wait until wine's server has written its registry and gone."""
        if self.prefix is not None:
            subprocess.run([SERVER, "-k"], env=self.env, check=False, timeout=WITHIN)

    def _drive(self) -> Path:
        return Path("C:/") if self.prefix is None else self.prefix / "drive_c"

    def _path(self, path: Path) -> str:
        return str(path) if self.prefix is None else "Z:" + str(path).replace("/", "\\")

    def _run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        start = [] if self.prefix is None else [str(WINE)]
        return subprocess.run(
            [*start, *command],
            env=self.env or None,
            stdin=subprocess.DEVNULL,  # a prompt would end at once, and not wait for anybody
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=WITHIN,
        )


def machine(folder: Path) -> Machine:
    """Return this computer where it has Windows, else wine with a fresh folder."""
    if sys.platform == "win32":
        return Machine(None)
    prefix = folder / "wine"
    env = {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "WINEPREFIX": str(prefix),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",  # no offers to download something
    }
    subprocess.run(
        [WINE, "wineboot", "--init"], env=env, check=True, capture_output=True, timeout=WITHIN
    )
    return Machine(prefix, env)
