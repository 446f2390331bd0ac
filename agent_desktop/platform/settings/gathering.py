"""Reads every place where something can be set, in the order in which it counts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from agent_desktop.immutable import immutable
from agent_desktop.platform import paths
from agent_desktop.platform.settings import registry
from agent_desktop.platform.settings.files import policy_files, read, read_if_there
from agent_desktop.platform.settings.layers import Effective, Layer, SettingsError, Source, lay

COMMAND_LINE = "command line"


@immutable
class Places:
    """Where to look: files of the machine and the user, policy files, the registry of Windows."""

    machine_file: Path
    user_file: Path
    policy_folder: Path
    read_registry: registry.Reader = registry.read_key


def places() -> Places:
    """Return the places of this computer and this user."""
    machine = paths.machine_folder()
    return Places(machine / "settings.toml", paths.settings_file(), machine / "policy.d")


def gather(
    where: Places,
    config: Path | None = None,
    command_line: Mapping[str, object] | None = None,
    *,
    leave_out: frozenset[str] = frozenset(),
) -> Effective:
    """Return what counts: machine, user, `--config`, the command line, policy.

    A machine's or user's file that can't be used is refused whole and told. Raises SettingsError
    for a file named by --config, whoever names one means it, and for policy: to start without it
    would be to overrule the organisation. What is in `leave_out` is taken from the command line
    only, as the demo does.
    """
    sources: list[Source] = []
    refused: list[SettingsError] = []

    def take(reading: Callable[[], Source | None]) -> None:
        try:
            source = reading()
        except SettingsError as error:
            refused.append(error)
        else:
            sources.extend([source] if source else [])

    take(lambda: registry.machine(where.read_registry))
    take(lambda: read_if_there(where.machine_file, Layer.MACHINE))
    take(lambda: read_if_there(where.user_file, Layer.USER))
    if config is not None:
        sources.append(read(config, Layer.COMMAND_LINE))
    typed = Source(Layer.COMMAND_LINE, COMMAND_LINE, command_line or {})
    typed.check()
    in_order = [
        *(_without(source, leave_out) for source in sources),
        typed,
        *(_without(source, leave_out) for source in _policy(where)),
    ]
    return lay(in_order, refused)


def _policy(where: Places) -> Iterator[Source]:
    """Policy files by name, then the one the installer was told of, then the registry."""
    for file in policy_files(where.policy_folder):
        yield read(file, Layer.POLICY)
    named = registry.policy_file(where.read_registry)
    if named:
        yield read(Path(named), Layer.POLICY)
    yield from registry.policy(where.read_registry)


def _without(source: Source, keys: frozenset[str]) -> Source:
    kept = {key: value for key, value in source.values.items() if key not in keys}
    return replace(source, values=kept)
