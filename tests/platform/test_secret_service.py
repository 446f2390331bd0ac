"""The Secret Service itself: GNOME Keyring on a bus and in a home folder of the test's own."""

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

from agent_desktop.platform.vault import Account, Vault, VaultError, VaultFault

ADA = Account("https://ic1.example:8019", "ada")
SECRET = "canary-password-4711"
WITHIN = 20.0
SERVICE = "org.freedesktop.secrets"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # The library leaves its connection to the garbage collector where the wallet stays locked.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


BUS = """<busconfig>
<type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


class Service:
    """A bus with GNOME Keyring on it, whose wallet is open as after the log-on to a desktop.

    The bus starts nothing by itself, and nobody shows prompts on it: each counts as closed.
    """

    def __init__(self, home: Path, runtime: Path) -> None:
        self.home = home
        config = runtime / "bus.conf"
        config.write_text(BUS)
        self._env = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
        self._bus = self._start(
            "dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"
        )
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self._env["DBUS_SESSION_BUS_ADDRESS"] = self.address
        owners = MatchRule(type="signal", member="NameOwnerChanged")
        with open_dbus_connection(self.address) as bus, bus.filter(owners) as news:
            Proxy(message_bus, bus).AddMatch(owners)
            self._keyring = self._start(
                "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"
            )
            assert self._keyring.stdin is not None
            self._keyring.stdin.write("the wallet's own")
            self._keyring.stdin.close()
            self._keyring.stdin = None
            while bus.recv_until_filtered(news, timeout=WITHIN).body[0] != SERVICE:
                pass

    def _start(self, *command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command,
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default").lock()

    def stop(self) -> None:
        for process in (self._keyring, self._bus):
            process.terminate()
            process.communicate(timeout=WITHIN)


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    # A short path, since sockets lie in it, and theirs may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as runtime:
        service = Service(tmp_path, Path(runtime))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        yield service
        service.stop()
        gc.collect()


def fault_of(use: Callable[[], object]) -> VaultFault:
    with pytest.raises(VaultError) as caught:
        use()
    return caught.value.fault


def test_it_keeps_a_password_and_gives_it_back(service: Service) -> None:
    vault = Vault()
    vault.check(may_ask=False)
    assert vault.read(ADA, may_ask=False) is None
    vault.write(ADA, SECRET)
    assert Vault().read(ADA, may_ask=False) == SECRET
    vault.write(ADA, "a newer one")
    assert vault.read(ADA, may_ask=False) == "a newer one"
    vault.delete(ADA, may_ask=False)
    assert vault.read(ADA, may_ask=False) is None


def test_what_lies_there_is_encrypted(service: Service) -> None:
    Vault().write(ADA, SECRET)
    files = [file for file in service.home.rglob("*") if file.is_file()]
    assert any(file.suffix == ".keyring" for file in files)
    assert not any(SECRET.encode() in file.read_bytes() for file in files)


def test_vault_locked_it_asks_only_where_it_may(service: Service) -> None:
    vault = Vault()
    vault.write(ADA, SECRET)
    service.lock()
    assert fault_of(lambda: vault.read(ADA, may_ask=False)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.read(ADA, may_ask=True)) is VaultFault.LOCKED
    assert fault_of(lambda: vault.write(ADA, SECRET)) is VaultFault.LOCKED


def test_a_service_that_ends_meanwhile_fails_and_does_not_hang(service: Service) -> None:
    vault = Vault()
    vault.check(may_ask=False)
    service.stop()
    assert fault_of(lambda: vault.read(ADA, may_ask=False)) is VaultFault.FAILED
