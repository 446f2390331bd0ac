"""A Debian of its own in a folder, with nothing in it but what every Debian has."""

import json
import os
import re
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.e2e.harness.screen import REPOSITORY

CACHE = REPOSITORY / "build" / "clean-root"
USER = "ada"
RUNTIME = "/run/user/ada"
NOT_LOOKED_AT = re.compile(
    r"(proc|dev|tmp|run|home|root|var/(cache|log|tmp)|var/lib/(dpkg|apt|systemd)"
    r"|etc/(ld\.so\.cache|\.pwd\.lock))(/|$)"
)
"""What package managers and the system write as they go."""


def reason_against() -> str:
    """Return why there can't be one on this machine; empty where there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a root of its own is made by root only"
    if not (shutil.which("debootstrap") or Path("/usr/sbin/debootstrap").exists()):
        return "debootstrap isn't installed"
    if not mirror()[0]:
        return "apt names no mirror of a distribution here"
    return ""


def mirror() -> tuple[str, str]:
    """Return the address and the suite of the distribution that this machine's apt uses."""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    suite = re.search(r"^VERSION_CODENAME=(\S+)", release, re.MULTILINE)
    if suite is None:
        return "", ""
    files = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for file in files:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        for paragraph in text.split("\n\n"):
            uri = re.search(r"^URIs:\s*(\S+)", paragraph, re.MULTILINE)
            suites = re.search(r"^Suites:(.*)$", paragraph, re.MULTILINE)
            if uri and suites and suite[1] in suites[1].split():
                return uri[1], suite[1]
        line = re.search(rf"^deb\s+(?:\[.*?\]\s+)?(\S+)\s+{suite[1]}\s", text, re.MULTILINE)
        if line:
            return line[1], suite[1]
    return "", suite[1]


class Root:
    """The root in `folder`; `home` is that of its one user, as seen from inside."""

    home = f"/home/{USER}"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *command: str, user: str = "root", **env: str) -> list[str]:
        """Return what runs a command inside."""
        home = self.home if user == USER else "/root"
        plain = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
        proxies = {name: os.environ[name] for name in os.environ if name.lower().endswith("_proxy")}
        if user == USER:
            plain["XDG_RUNTIME_DIR"] = RUNTIME
        given = plain | {"DEBIAN_FRONTEND": "noninteractive"} | proxies | env
        settings = [f"{name}={value}" for name, value in given.items()]
        inside = ["chroot", f"--userspec={user}", str(self.folder), "/usr/bin/env", "-i"]
        return [*inside, "-C", home, *settings, *command]

    def run(
        self, *command: str, user: str = "root", within: float = 300, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside and return how it ended."""
        return subprocess.run(
            self.command(*command, user=user, **env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=within,
            check=False,
        )

    def must(self, *command: str, user: str = "root", **env: str) -> str:
        """Run a command that has to end well; returns what it printed."""
        done = self.run(*command, user=user, within=300, **env)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def install(self, package: Path, *options: str) -> str:
        """Install a package with apt, and what it depends on."""
        shutil.copyfile(package, self.folder / "tmp" / package.name)
        local = f"/tmp/{package.name}"  # noqa: S108  # of that root
        return self.must("apt-get", "install", "-yq", "--no-install-recommends", *options, local)

    def write(self, file: str, text: str, user: str = "root") -> None:
        """Write a file inside, as somebody's own."""
        target = self.folder / file.lstrip("/")
        self.must("mkdir", "-p", str(Path(file).parent), user=user)
        target.write_text(text, encoding="utf-8")
        self.must("chown", f"{user}:", file)

    def settings(self) -> dict[str, dict[str, str]]:
        """Return what `agent-desktop settings` says to the user."""
        told = self.run("agent-desktop", "settings", "--json", user=USER)
        found: dict[str, dict[str, str]] = json.loads(told.stdout)["settings"]
        return found

    def files(self) -> set[str]:
        """Return all there is, except where package managers and the system write as they go."""
        found: set[str] = set()
        for parent, folders, files in os.walk(self.folder):
            inside = os.path.relpath(parent, self.folder)
            names = {os.path.normpath(f"{inside}/{name}") for name in (*folders, *files)}
            found |= {name for name in names if not NOT_LOOKED_AT.match(name)}
            folders[:] = [
                name
                for name in folders
                if not NOT_LOOKED_AT.match(os.path.normpath(f"{inside}/{name}"))
            ]
        return found


@contextmanager
def clean_root(folder: Path) -> Iterator[Root]:
    """Make one from the cache, or from the distribution's mirror the first time."""
    address, suite = mirror()
    packed = CACHE / f"{suite}.tar"
    if not packed.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        fresh = folder.with_name("fresh")
        _done(
            [
                "debootstrap",
                "--variant=minbase",
                "--include=ca-certificates",
                suite,
                str(fresh),
                address,
            ]
        )
        partial = packed.with_suffix(".partial")
        _done(["tar", "--create", f"--file={partial}", f"--directory={fresh}", "."])
        shutil.rmtree(fresh)
        partial.rename(packed)
    folder.mkdir()
    _done(["tar", "--extract", f"--file={packed}", f"--directory={folder}"])
    _done(["mount", "-t", "proc", "proc", str(folder / "proc")])
    try:
        root = Root(folder)
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        root.must("useradd", "--create-home", USER)
        root.must("install", "-d", "-m", "700", "-o", USER, RUNTIME)
        root.must("apt-get", "update", "-q")
        yield root
    finally:
        _done(["umount", "--lazy", str(folder / "proc")])
        shutil.rmtree(folder)


def _done(command: list[str]) -> None:
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    subprocess.run(command, check=True, env=os.environ | {"PATH": path}, stdout=subprocess.DEVNULL)


@contextmanager
def screen() -> Iterator[str]:
    """A display that can be reached from another root, by the loopback address; with windows
    managed as a desktop does it.
    """
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24"]
    command += ["-listen", "tcp", "-nolisten", "local", "-ac", "-noreset"]
    with ExitStack() as stack:
        process = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
        stack.callback(_end, process)
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as announced:
            assert select.select([announced], [], [], 20)[0], "Xvfb didn't start"
            address = f"127.0.0.1:{announced.readline().strip()}"
        env = os.environ | {"DISPLAY": address}
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=env, stderr=subprocess.DEVNULL)
        stack.callback(_end, manager)
        yield address


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait()
