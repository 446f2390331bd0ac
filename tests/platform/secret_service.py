"""GNOME Keyring on a bus and in a home folder of the tests' own."""

import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import secretstorage
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

from tests.e2e.harness.desktop import BUS

WITHIN = 20.0
NAME = "org.freedesktop.secrets"
COMMAND = ("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")


class Bus:
    """A session bus that starts nothing by itself, so that each prompt on it counts as closed."""

    def __init__(self, folder: Path) -> None:
        config = folder / "bus.conf"
        config.write_text(BUS)
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=WITHIN)


class SecretService:
    """The keyring, its wallet open as after the log-on to a desktop.

    `env` names the bus, its HOME keeps the wallet.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self.home = Path(env["HOME"])
        self.address = env["DBUS_SESSION_BUS_ADDRESS"]
        owners = MatchRule(type="signal", member="NameOwnerChanged")
        with open_dbus_connection(self.address) as bus, bus.filter(owners) as news:
            Proxy(message_bus, bus).AddMatch(owners)
            self._process = subprocess.Popen(
                COMMAND,
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdin is not None
            self._process.stdin.write(b"the wallet's own")
            self._process.stdin.close()
            name = owner = ""
            while name != NAME or not owner:
                name, _, owner = bus.recv_until_filtered(news, timeout=WITHIN).body

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default").lock()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(WITHIN)
