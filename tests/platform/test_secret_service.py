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

from agent_desktop.platform.vault import Account, Vault, VaultError, VaultFault

ADA = Account("https://ic1.example:8019", "ada")
SECRET = "canary-password-4711"
WITHIN = 20.0

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # The library leaves its connection to the garbage collector where the wallet stays locked.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


class Service:
    """A bus with GNOME Keyring on it. It has no screen, so that each of its prompts is closed.

    The wallet is open, as after the log-on to a desktop; the keyring goes with its bus.
    """

    def __init__(self, home: Path, runtime: str) -> None:
        self.home = home
        env = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": runtime}
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        subprocess.run(  # it returns when it can be used
            ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
            env=env | {"DBUS_SESSION_BUS_ADDRESS": self.address},
            input="the wallet's own",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=WITHIN,
            check=True,
        )

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default").lock()

    def stop(self) -> None:
        self._bus.terminate()
        self._bus.communicate(timeout=WITHIN)


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    # A short path, since sockets lie in it, and theirs may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as runtime:
        service = Service(tmp_path, runtime)
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
