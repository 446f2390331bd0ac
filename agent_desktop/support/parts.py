"""What a bundle is made of, read from this computer."""

import os
from collections.abc import Iterator
from pathlib import Path

from agent_desktop.checks import Finding, lines
from agent_desktop.immutable import immutable
from agent_desktop.platform import crash
from agent_desktop.platform.settings import Effective, SettingsError
from agent_desktop.platform.settings.showing import doesnt_count, setting_lines
from agent_desktop.support.bundle import Part

# Of each file, the end: so many bytes.
_MOST = 64 * 1024


@immutable
class Gathered:
    """What whoever asks for a bundle has at hand; the rest is read.

    `settings` is an error where a policy lets nothing start. `notices` are lines on what the agent
    was told, `log` the lines of this run.
    """

    versions: tuple[str, ...]
    settings: Effective | SettingsError
    findings: tuple[Finding, ...]
    no_findings: str = ""
    notices: tuple[str, ...] = ()
    log: tuple[str, ...] = ()


def parts(gathered: Gathered, folder: Path) -> Iterator[Part]:
    """Yield the parts; `folder` is that of crash reports and of runs that last or died."""
    yield Part("Versions", gathered.versions, versions=True)
    yield Part("Settings", tuple(_settings(gathered.settings)))
    found = tuple(line for finding in gathered.findings for line in lines(finding))
    yield Part("Checks, without a log-on", found or (gathered.no_findings or "not tried",))
    if gathered.notices:
        yield Part("Notices", gathered.notices)
    if gathered.log:
        yield Part("Log of this run", gathered.log)
    for file in crash.left(folder):
        if not file.name.endswith(f"-{os.getpid()}.log"):  # its lines are there already
            yield Part(file.name, tuple(_end(file)))


def _settings(settings: Effective | SettingsError) -> Iterator[str]:
    if isinstance(settings, SettingsError):
        yield f"Nothing can start: {settings}"
        return
    yield from setting_lines(settings)
    yield from (f"Not used: {each}" for each in doesnt_count(settings))


def _end(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _MOST))
            text = stream.read(_MOST).decode("utf-8", "replace")
    except OSError as error:
        yield f"(it can't be read: {error.strerror})"
        return
    if size > _MOST:
        yield "(its beginning is left out)"
        text = text.partition("\n")[2]
    yield from text.splitlines()
