"""Settings in the registry of Windows: what the installer was told, and policy.

A value has the name of its setting. Flags are numbers, 0 or 1; other numbers are numbers or text.
"""

import os
import sys
from collections.abc import Callable, Mapping

from agent_desktop.platform.settings.layers import Layer, SettingsError, Source
from agent_desktop.platform.settings.schema import Kind, settings_by_key

POLICY_KEY = r"Software\Policies\AgentDesktop"
MACHINE_KEY = r"Software\AgentDesktop"
POLICY_FILE = "PolicyFile"
"""In the machine's key: a policy file that the installer was told of."""

Values = Mapping[str, object]
Reader = Callable[[str, str], Values]
"""Takes a hive (HKLM or HKCU) and a key; returns its values, none where there is no such key."""


def machine(read: Reader) -> Source:
    """Return what the installer was told. Raises SettingsError."""
    values = dict(read("HKLM", MACHINE_KEY))
    values.pop(POLICY_FILE, None)
    return _source(Layer.MACHINE, f"HKLM\\{MACHINE_KEY}", values)


def policy_file(read: Reader) -> str:
    """Return the policy file that the installer was told of, empty for none."""
    return str(read("HKLM", MACHINE_KEY).get(POLICY_FILE, ""))


def policy(read: Reader) -> list[Source]:
    """Return the user's policy and, over it, the computer's. Raises SettingsError."""
    return [
        _source(Layer.POLICY, f"{hive}\\{POLICY_KEY}", read(hive, POLICY_KEY))
        for hive in ("HKCU", "HKLM")
    ]


def _source(layer: Layer, place: str, values: Values) -> Source:
    source = Source(layer, place, {key: _converted(key, value) for key, value in values.items()})
    source.check()
    return source


def _converted(key: str, value: object) -> object:
    """Return a value of the registry as the schema has it; one that can't be is left for the check.

    Text in braces of environment variables (`%ProgramData%`) is filled in for paths.
    """
    setting = settings_by_key().get(key)
    if setting is None:
        return value
    if setting.kind is Kind.FLAG and value in (0, 1, "0", "1"):
        return bool(int(str(value)))
    if setting.kind in (Kind.SECONDS, Kind.DAYS) and isinstance(value, str):
        try:
            return float(value) if setting.kind is Kind.SECONDS else int(value)
        except ValueError:
            return value
    if setting.kind is Kind.PATH and isinstance(value, str):
        return os.path.expandvars(value)
    return value


def read_key(hive: str, key: str) -> Values:
    """Return the values of a key, of the 64-bit view; none where there is no such key.

    Raises SettingsError for one that may not be read.
    """
    found: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        root = winreg.HKEY_LOCAL_MACHINE if hive == "HKLM" else winreg.HKEY_CURRENT_USER
        try:
            with winreg.OpenKey(root, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                for number in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _kind = winreg.EnumValue(opened, number)
                    found[name] = value
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(f"{hive}\\{key}", error.strerror or str(error)) from error
        found.pop("", None)  # the key's own value has no name
    return found
